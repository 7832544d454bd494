package io.signalbox.engine.catalog.tokens;

import java.util.Arrays;

/// Reads OpenAI's file of a vocabulary token by token. Belongs to one thread.
final class RankFile {
  private static final byte[] BASE64 = base64();

  private final byte[] file;
  private final byte[] bytes;
  private int at; // in the file
  private int end; // in the bytes
  private int tokens;

  RankFile(byte[] file) {
    this.file = file;
    this.bytes = new byte[file.length];
  }

  private static byte[] base64() {
    var values = new byte[256];
    Arrays.fill(values, (byte) -1);
    String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < digits.length(); i++) {
      values[digits.charAt(i)] = (byte) i;
    }
    return values;
  }

  /// Reads the next token behind those before; false at the end of the file.
  ///
  /// @throws IllegalStateException if a line is not as it should be
  boolean next() {
    if (at == file.length) {
      return false;
    }
    readBytes();
    int rank = readRank();
    if (rank != tokens++) {
      throw new IllegalStateException("line " + tokens + " has rank " + rank);
    }
    return true;
  }

  private void readBytes() {
    int bits = 0;
    int buffer = 0;
    int digit;
    while ((digit = BASE64[file[at] & 0xFF]) >= 0) {
      buffer = buffer << 6 | digit;
      bits += 6;
      if (bits >= Byte.SIZE) {
        bits -= Byte.SIZE;
        bytes[end++] = (byte) (buffer >> bits);
      }
      at++;
    }
    while (file[at] == '=' || file[at] == ' ') {
      at++;
    }
  }

  private int readRank() {
    int rank = 0;
    while (at < file.length && file[at] != '\n') {
      rank = rank * 10 + file[at++] - '0';
    }
    at = Math.min(at + 1, file.length);
    return rank;
  }

  /// The bytes of all tokens read so far, one after the other.
  byte[] bytes() {
    return bytes;
  }

  /// Where the last token ends in them.
  int end() {
    return end;
  }
}
