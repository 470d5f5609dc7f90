//! A connection on which nothing may stand still for too long, whatever is spoken on it: neither what is awaited nor what is
//! to be taken.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

pub struct Paused<S> {
    stream: S,
    pause_max: Duration,
    ends: Pin<Box<Sleep>>,
}

impl<S> Paused<S> {
    pub fn new(stream: S, pause_max: Duration) -> Paused<S> {
        Paused { stream, pause_max, ends: Box::pin(sleep(pause_max)) }
    }

    /// Something moved: the pause begins anew. Nothing did: it may be over.
    fn moved<T>(&mut self, moved: Poll<io::Result<T>>, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        if moved.is_ready() {
            self.ends.as_mut().reset(Instant::now() + self.pause_max);
            return moved;
        }
        match self.ends.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paused<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        self.moved(read, cx)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paused<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.moved(written, cx)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    const PAUSE: Duration = Duration::from_millis(20);

    #[tokio::test]
    async fn who_says_nothing_is_let_go_and_so_is_who_takes_nothing() {
        let (mut visitor, shop) = duplex(4);
        let mut shop = Paused::new(shop, PAUSE);
        visitor.write_all(b"x").await.unwrap();
        assert_eq!(shop.read_u8().await.unwrap(), b'x');
        assert_eq!(shop.read_u8().await.unwrap_err().kind(), io::ErrorKind::TimedOut);
        let mut shop = Paused::new(duplex(4).0, PAUSE);
        assert!(shop.write_all(b"nobody is there").await.is_err());
        let (_visitor, shop) = duplex(4);
        let mut shop = Paused::new(shop, PAUSE);
        assert_eq!(shop.write_all(b"more than fits").await.unwrap_err().kind(), io::ErrorKind::TimedOut);
    }
}
