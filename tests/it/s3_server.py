"""An S3 server for tests: moto on a port the system chose, with one bucket called backups.

    python s3_server.py open      takes any key
    python s3_server.py strict    checks signatures and rights; makes one key that may do everything with the bucket,
                                  and one that may do everything but delete

Says `ready PORT`, then `KEY SECRET` for each key, all on one line. Ends when its standard input is closed.
"""

import json
import logging
import os
import sys

BUCKET = "backups"
READING_AND_WRITING = ["s3:ListBucket", "s3:GetObject", "s3:PutObject"]
USERS = {"shop": [*READING_AND_WRITING, "s3:DeleteObject"], "careful": READING_AND_WRITING}
STRICT = sys.argv[1] == "strict"
# Until so many requests were made, nobody is asked who they are: one for the bucket, three for each user.
if STRICT:
    os.environ["INITIAL_NO_AUTH_ACTION_COUNT"] = str(1 + 3 * len(USERS))

import boto3  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402


def make_key(iam, user, actions):
    resource = [f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/*"]
    allowed = {"Effect": "Allow", "Action": actions, "Resource": resource}
    iam.create_user(UserName=user)
    policy = json.dumps({"Version": "2012-10-17", "Statement": [allowed]})
    iam.put_user_policy(UserName=user, PolicyName=user, PolicyDocument=policy)
    key = iam.create_access_key(UserName=user)["AccessKey"]
    return [key["AccessKeyId"], key["SecretAccessKey"]]


def main():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    known = {
        "endpoint_url": f"http://127.0.0.1:{port}",
        "region_name": "us-east-1",
        "aws_access_key_id": "setup",
        "aws_secret_access_key": "setup",
    }
    boto3.client("s3", **known).create_bucket(Bucket=BUCKET)
    keys = ["AKTEST", "SKTEST"]
    if STRICT:
        iam = boto3.client("iam", **known)
        keys = [word for user, actions in USERS.items() for word in make_key(iam, user, actions)]
    print("ready", port, *keys, flush=True)
    sys.stdin.read()
    server.stop()


main()
