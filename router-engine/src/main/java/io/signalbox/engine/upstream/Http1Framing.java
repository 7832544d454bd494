package io.signalbox.engine.upstream;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Where the body of an answer ends (RFC 9112, section 6.3): after so many bytes, after its last
/// chunk, or when the server closes.
///
/// @param chunked whether it comes in chunks
/// @param length bytes; [#ENDLESS] if it lasts until the server closes, 0 if it is in chunks
/// @param keeps whether another answer may follow on the connection
record Http1Framing(boolean chunked, long length, boolean keeps) {
  /// No length is known.
  static final long ENDLESS = Long.MAX_VALUE;

  /// An answer that ends with its connection.
  static final Http1Framing UNTIL_CLOSED = new Http1Framing(false, ENDLESS, false);

  private static final int MOST_DIGITS = 15;
  private static final int MOST_HEX_DIGITS = 8;

  /// What the head says, if it says one thing only.
  ///
  /// @param codings all values of `transfer-encoding`
  /// @param lengths all values of `content-length`
  static Http1Framing of(int status, List<String> codings, List<String> lengths)
      throws IOException {
    long length = length(lengths);
    if (status == 204 || status == 304) {
      return new Http1Framing(false, 0, codings.isEmpty());
    }
    if (!codings.isEmpty()) {
      // Both are an error of the server's: chunks count, and nothing after them is believed.
      return chunks(codings, lengths.isEmpty());
    }
    return lengths.isEmpty() ? UNTIL_CLOSED : new Http1Framing(false, length, true);
  }

  private static Http1Framing chunks(List<String> codings, boolean keeps) throws IOException {
    boolean plain =
        codings.size() == 1 && codings.getFirst().toLowerCase(Locale.ROOT).equals("chunked");
    if (!plain) {
      throw new IOException("the answer has a transfer coding other than chunked");
    }
    return new Http1Framing(true, 0, keeps);
  }

  /// One length, however often it is said.
  private static long length(List<String> lengths) throws IOException {
    long length = -1;
    for (String each : lengths) {
      long said = number(each);
      if (length >= 0 && said != length) {
        throw new IOException("the answer has two different lengths");
      }
      length = said;
    }
    return length;
  }

  private static long number(String digits) throws IOException {
    if (digits.length() > MOST_DIGITS || !isDigits(digits)) {
      throw new IOException("the answer has an invalid content-length");
    }
    return Long.parseLong(digits);
  }

  /// Whether it is a number of decimal digits and nothing else.
  static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// The size that the line before a chunk says: hexadecimal digits, and extensions that are left
  /// out of account.
  static long chunkSize(String line) throws IOException {
    int extension = line.indexOf(';');
    int end = extension < 0 ? line.length() : extension;
    while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
      end--;
    }
    if (end == 0 || end > MOST_HEX_DIGITS) {
      throw new IOException("a chunk without a size");
    }
    long size = 0;
    for (int i = 0; i < end; i++) {
      size = size << 4 | hexDigit(line.charAt(i));
    }
    return size;
  }

  private static int hexDigit(char c) throws IOException {
    int digit = c < 0x80 ? Character.digit(c, 16) : -1;
    if (digit < 0) {
      throw new IOException("a chunk without a size");
    }
    return digit;
  }
}
