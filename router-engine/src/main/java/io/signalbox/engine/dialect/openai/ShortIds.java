package io.signalbox.engine.dialect.openai;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Ids of nine letters or digits, as Mistral's models demand them for tool calls. The same id gives
/// the same short one, so that a call and its result stay together.
public final class ShortIds {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 9;
  private static final Pattern SHORT = Pattern.compile("[A-Za-z0-9]{9}");

  private ShortIds() {}

  static boolean isShort(String id) {
    return SHORT.matcher(id).matches();
  }

  /// The id itself if it is short, else one made from it.
  static String of(String id) {
    return isShort(id) ? id : made(id);
  }

  private static String made(String id) {
    long number = ByteBuffer.wrap(sha256(id)).getLong();
    var out = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      out.append(ALPHABET.charAt((int) Long.remainderUnsigned(number, ALPHABET.length())));
      number = Long.divideUnsigned(number, ALPHABET.length());
    }
    return out.toString();
  }

  /// 64 hexadecimal digits that stand for the id.
  public static String digest(String id) {
    return HexFormat.of().formatHex(sha256(id));
  }

  private static byte[] sha256(String id) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
