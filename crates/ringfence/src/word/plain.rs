//! A few digits as text, without an allocation: each entry of a journal holds many.

/// A short text that is written from its end.
pub(crate) struct Plain {
    bytes: [u8; SIZE],
    from: usize,
}

/// More than any whole number of 64 bits, a sign and a point take.
const SIZE: usize = 24;

impl Plain {
    /// Nothing yet.
    pub(crate) fn new() -> Plain {
        Plain {
            bytes: [b'0'; SIZE],
            from: SIZE,
        }
    }

    /// Puts a sign before what is there.
    pub(crate) fn sign(mut self, sign: u8) -> Plain {
        self.from -= 1;
        self.bytes[self.from] = sign;
        self
    }

    /// Puts a number before what is there, with at least so many digits.
    pub(crate) fn number(mut self, mut number: u64, digits: usize) -> Plain {
        let end = self.from;
        while number != 0 || end - self.from < digits {
            self.from -= 1;
            self.bytes[self.from] = b'0' + (number % 10) as u8;
            number /= 10;
        }
        self
    }

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[self.from..]).expect("digits and signs")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_all_their_digits_and_no_fewer_than_asked_for() {
        let text = |plain: Plain| plain.as_str().to_owned();
        assert_eq!(text(Plain::new()), "");
        assert_eq!(text(Plain::new().number(0, 1)), "0");
        assert_eq!(text(Plain::new().number(7, 2)), "07");
        assert_eq!(text(Plain::new().number(100, 2)), "100");
        let most = Plain::new().number(u64::MAX, 1).sign(b'-');
        assert_eq!(text(most), "-18446744073709551615");
        let pounds = Plain::new().number(5, 2).sign(b'.').number(1_200, 1);
        assert_eq!(text(pounds), "1200.05");
    }
}
