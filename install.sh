#!/bin/sh
# Installs Duka on a server with systemd, or updates it in place: run it again whenever you like.
# It makes a user and a folder for the shop, installs one program and one service, starts it and prints where to go on.
set -eu
umask 022

usage() {
    cat <<'TEXT'
Usage: install.sh [options]        as root

  --binary FILE   the program to install (else target/release/duka beside this
                  script, else it is built with cargo)
  --data DIR      the folder the shop lives in (else as before, or /var/lib/duka)
  --domain NAME   the shop's own domain, such as shop.example.org: it opens the
                  ports 80 and 443 and gets a certificate by itself. Can be set
                  in admin as well
  --port PORT     where it listens on this machine (else as before, or 8080)
  --proxy IP      instead of a domain: address of the proxy that speaks HTTPS
                  before it, as the shop sees it: 127.0.0.1 for one on this
                  machine, '' for none
  --uninstall     remove the program and the service; the shop's data stays
TEXT
}

here=$(cd "$(dirname "$0")" && pwd)
case $0 in */*) me=$0 ;; *) me="sh $0" ;; esac
program=/usr/local/bin/duka
unit=/etc/systemd/system/duka.service
machine=$unit.d/machine.conf
user=duka
ready_within_s=60

# One line for each argument.
say() { printf '%s\n' "$@"; }

# What is wrong, and what to type next.
stop() {
    printf '%s\nNext: %s\n' "$1" "$2" >&2
    exit 1
}

# A choice made by an earlier run.
kept() {
    if [ -f "$machine" ]; then sed -n "s/^Environment=$1=//p" "$machine"; fi
}

need_this_machine() {
    [ "$(id -u)" = 0 ] || stop "This needs root: it makes a user and a service." "sudo $me $arguments"
    [ -d /run/systemd/system ] || stop "This machine was not started by systemd, so there is nothing to install into." \
        "duka serve --data my-shop     (and let your own supervisor keep it running)"
}

need_good_choices() {
    case $port in
        '' | *[!0-9]* | ??????*) stop "'$port' is no port." "$me --port 8080" ;;
    esac
    if [ "$port" -lt 1024 ] || [ "$port" -gt 65535 ]; then
        stop "This machine's own port may be from 1024 to 65535; visitors come in by 80 and 443." "$me --port 8080"
    fi
    case $proxy in
        *[!0-9A-Fa-f.:,]*) stop "'$proxy' is no IP address." "$me --proxy 127.0.0.1" ;;
    esac
    case $domain in
        *[!A-Za-z0-9.-]*) stop "'$domain' is no domain." "$me --domain shop.example.org" ;;
    esac
    if [ -n "$domain" ] && [ -n "$proxy" ]; then
        stop "With a proxy before it the shop needs no domain of its own: the proxy has the certificate." \
            "$me --domain $domain --proxy ''     (or only --proxy $proxy --domain '')"
    fi
    case $data in
        *[!A-Za-z0-9/._-]* | *..*)
            stop "The folder's name may have letters, digits and / . _ - only." "$me --data /srv/shop" ;;
        /home/* | /root/* | /run/* | /tmp/* | /var/tmp/* | /dev/* | /proc/* | /sys/*)
            stop "The shop may not look into homes and passing folders like $data." "$me --data /srv/shop" ;;
        /*/*) ;;
        *) stop "'$data' is no place for a shop: give a full path, two folders deep or more." "$me --data /srv/shop" ;;
    esac
}

# Sets $binary. Building happens as the person who called sudo: their cargo, and their files stay theirs.
find_program() {
    if [ -z "$binary" ]; then
        binary=$here/target/release/duka
        [ -f "$binary" ] || build
        newer=$(cd "$here" && find src assets data Cargo.lock -newer "$binary" 2>/dev/null | head -n 1)
        if [ -n "$newer" ]; then
            say "Note: the source is newer than $binary. To install it: cargo build --release && sudo $me"
        fi
    fi
    [ -f "$binary" ] || stop "There is no program at $binary." "$me --binary FILE"
}

build() {
    builder=${SUDO_USER:-root}
    command="cd '$here' && cargo build --release --locked --target-dir target"
    if [ "$builder" = root ]; then set -- sh -c; else set -- runuser -l "$builder" -c; fi
    "$@" 'command -v cargo' >/dev/null 2>&1 || stop \
        "There is no program to install, and no cargo (https://rustup.rs) to build it with." "$me --binary FILE"
    say "Building the program; this takes some minutes."
    "$@" "$command" || stop "The program could not be built." "$command"
}

make_user_and_folder() {
    id "$user" >/dev/null 2>&1 ||
        useradd --system --user-group --home-dir "$data" --no-create-home --shell /usr/sbin/nologin "$user"
    # A folder with something else in it is not taken over; one with a shop in it is, from wherever it was copied.
    if [ -d "$data" ] && [ -n "$(ls -A "$data")" ] && [ ! -f "$data/shop.redb" ] &&
        [ "$(stat -c %U "$data")" != "$user" ]; then
        stop "$data has something else in it." "$me --data /srv/shop     (a folder of its own)"
    fi
    mkdir -p "$data"
    chmod 0700 "$data"
    find "$data" ! -user "$user" -exec chown -h "$user:$user" {} +
    runuser -u "$user" -- test -w "$data" || stop "The user $user cannot get into $data." \
        "namei -l $data     (each folder on the way needs x for all)"
}

# Beside, tried, then renamed: nobody ever starts half a file or one for another processor.
install_program() {
    mkdir -p "$(dirname "$program")"
    install -m 0755 "$binary" "$program.new"
    version=$("$program.new" --version 2>/dev/null) || {
        rm -f "$program.new"
        stop "$binary does not run on this machine." "$me --binary FILE     (one built for $(uname -m))"
    }
    mv -f "$program.new" "$program"
}

install_unit() {
    mkdir -p "$unit.d"
    install -m 0644 "$here/systemd/duka.service" "$unit.new"
    mv -f "$unit.new" "$unit"
    {
        say "# Written by install.sh; change it by running that again, or add to it with: systemctl edit duka"
        if [ "$data" != /var/lib/duka ]; then
            # Without its disk it must not begin an empty shop.
            printf '[Unit]\nRequiresMountsFor=%s\n\n[Service]\nStateDirectory=\nReadWritePaths=%s\n' "$data" "$data"
        else
            say "[Service]"
        fi
        say "Environment=DUKA_DATA=$data"
        say "Environment=DUKA_PORT=$port"
        if [ -n "$domain" ]; then say "Environment=DUKA_DOMAIN=$domain"; fi
        if [ -n "$proxy" ]; then
            # The proxy has the ports 80 and 443.
            say "Environment=DUKA_PROXY=$proxy" "CapabilityBoundingSet=" "AmbientCapabilities=" "PrivateUsers=yes"
        fi
    } >"$machine.new"
    mv -f "$machine.new" "$machine"
    systemctl daemon-reload
    systemctl --quiet enable duka
}

# One that was killed leaves its socket behind; after this, a socket means that the new one listens.
start() {
    systemctl stop duka
    rm -f "$data/control.sock"
    systemctl start duka || not_ready
    waited_s=0
    until answers; do
        if [ "$waited_s" -ge "$ready_within_s" ] || [ "$(systemctl show -p NRestarts --value duka)" != 0 ]; then
            not_ready
        fi
        sleep 1
        waited_s=$((waited_s + 1))
    done
}

# The shop opens this socket once its page answers.
answers() { systemctl --quiet is-active duka && [ -S "$data/control.sock" ]; }

not_ready() {
    journalctl --unit duka --lines 8 --output cat --no-pager >&2 || true
    stop "The shop does not answer; above is what it said last. The service keeps trying." \
        "journalctl -u duka -n 50     (is the port taken? $me --port $((port + 1)))"
}

last_words() {
    address=http://127.0.0.1:$port
    # Asked as the shop's user: what root made in the folder, the shop could not open.
    said=$(runuser -u "$user" -- "$program" setup-link --data "$data" 2>&1) || true
    page=$(say "$said" | sed -n '/^\/setup\//p')
    say "" "$version runs, and starts again with this machine. Its data: $data" ""
    if [ -n "$page" ]; then
        say "Set it up here; the link works once and for seven days:" "  $address$page"
    else
        say "$said" | sed 1q
        say "Its admin pages:" "  $address/admin"
    fi
    say "" "To open that from your own computer, first type there:"
    say "  ssh -L $port:127.0.0.1:$port $(uname -n)"
    if [ -n "$domain" ]; then
        say "" "For visitors: https://$domain, as soon as the domain leads to this machine. How that stands:"
        say "  $address/admin/settings/domain"
    elif [ -z "$proxy" ]; then
        say "" "For visitors: set your domain in admin (Settings), or here; the rest happens by itself:"
        say "  sudo $me --domain shop.example.org"
        say "Or put a proxy with HTTPS before it (Caddy: reverse_proxy 127.0.0.1:$port) and tell the shop:"
        say "  sudo $me --proxy 127.0.0.1"
    fi
    say "" "What it says: journalctl -u duka -f    Stop it: systemctl stop duka    Remove it: $me --uninstall"
}

uninstall() {
    if [ -f "$unit" ]; then
        systemctl --quiet disable --now duka || stop "The service did not stop." "systemctl status duka"
    fi
    rm -f "$unit" "$machine" "$program"
    # What was added by hand stays.
    rmdir "$unit.d" 2>/dev/null || true
    systemctl daemon-reload
    systemctl reset-failed duka 2>/dev/null || true
    say "The program and the service are gone."
    if [ -d "$data" ]; then
        say "The shop itself stays in $data, which belongs to the user $user."
        say "To open it again:    $me --data $data --port $port"
        say "To delete it as well: rm -r $data && userdel $user"
    fi
}

arguments=$*
binary=''
remove=''
data=$(kept DUKA_DATA)
data=${data:-/var/lib/duka}
port=$(kept DUKA_PORT)
port=${port:-8080}
proxy=$(kept DUKA_PROXY)
domain=$(kept DUKA_DOMAIN)
while [ $# -gt 0 ]; do
    option=$1
    case $option in
        --uninstall) remove=yes ;;
        -h | --help) usage && exit 0 ;;
        --binary | --data | --domain | --port | --proxy)
            [ $# -ge 2 ] || stop "$option needs a value." "$me --help"
            shift
            case $option in
                --binary) binary=$1 ;;
                --data) data=${1%/} ;;
                --domain) domain=$1 ;;
                --port) port=$1 ;;
                --proxy) proxy=$1 ;;
            esac ;;
        *) stop "'$option' is not something this script knows." "$me --help" ;;
    esac
    shift
done

need_this_machine
need_good_choices
if [ -n "$remove" ]; then
    uninstall
    exit 0
fi
find_program
make_user_and_folder
install_program
install_unit
start
last_words
