package io.signalbox.engine.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Whether bytes are text in UTF-8 by the letter (Unicode, table 3-7): no overlong forms, no
/// surrogates, nothing above U+10FFFF, nothing cut short. Without state, safe for threads.
public final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long SIGNS = 0x8080808080808080L;

  private Utf8() {}

  /// Whether it is text and nothing else.
  public static boolean isWellFormed(byte[] bytes) {
    return fault(bytes) < 0;
  }

  /// Where the first byte stands that belongs to no character; -1 if there is none.
  public static int fault(byte[] bytes) {
    int i = 0;
    while (i < bytes.length) {
      i = afterAscii(bytes, i);
      if (i < bytes.length) {
        int length = character(bytes, i);
        if (length == 0) {
          return i;
        }
        i += length;
      }
    }
    return -1;
  }

  /// The same text, with U+FFFD for whatever is no character. The array itself if nothing is wrong
  /// with it.
  public static byte[] replaced(byte[] bytes) {
    return isWellFormed(bytes)
        ? bytes
        : new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
  }

  private static int afterAscii(byte[] bytes, int from) {
    int i = from;
    while (i + Long.BYTES <= bytes.length && ((long) LONGS.get(bytes, i) & SIGNS) == 0) {
      i += Long.BYTES;
    }
    while (i < bytes.length && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  /// The length of the character of two bytes or more that begins here; 0 if none does.
  private static int character(byte[] bytes, int i) {
    int first = bytes[i] & 0xFF;
    if (first < 0xC2 || first > 0xF4) {
      return 0;
    }
    int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (i + length > bytes.length || !second(first, bytes[i + 1] & 0xFF)) {
      return 0;
    }
    for (int k = i + 2; k < i + length; k++) {
      if ((bytes[k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /// The second byte tells overlong forms, surrogates and what is too high.
  private static boolean second(int first, int second) {
    int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return second >= least && second <= most;
  }
}
