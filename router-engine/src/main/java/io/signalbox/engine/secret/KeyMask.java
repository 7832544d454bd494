package io.signalbox.engine.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Masks (redacts) API keys in what a provider says: the key that it was called with by its own
/// value, whole or in part, plain or as it is written in JSON, addresses and base64; what else
/// looks like a key by its form; and only then the text is shortened, so that no cut leaves the
/// beginning of a key. Keys in graph files are masked by `workspace.GraphKeyMask`. Immutable, safe
/// for threads.
public final class KeyMask {
  private static final String BLACK = "•••";

  /// So many characters of a key in a row are no accident.
  private static final int PIECE = 8;

  /// How much of a text the forms are looked for in, for each character that is shown.
  private static final int LOOKED_AT = 8;

  /// Known beginnings of keys, keys behind the names of their headers, keys that the provider has
  /// starred out itself, and long runs without a separator.
  private static final Pattern FORM =
      Pattern.compile(
          "(?i:bearer)\\s+[^\\s\"',]{6,}+"
              + "|(?i:x-(?:goog-)?api-key)[\"']?\\s*[:=]\\s*[\"']?[^\\s\"',]{6,}+"
              + "|"
              + KeyForms.PART
              + "|\\b[A-Za-z0-9]{2,12}\\*{3,}+[A-Za-z0-9]*+"
              + "|\\b[A-Za-z0-9]{32,}+"
              + "|(?<![A-Za-z0-9_-])(?=[A-Za-z_-]*+[0-9])(?=[0-9_-]*+[A-Za-z])[A-Za-z0-9_-]{32,}+");

  private final List<String> wholes;
  private final Set<String> pieces;

  private KeyMask(List<String> wholes, Set<String> pieces) {
    this.wholes = List.copyOf(wholes);
    this.pieces = pieces;
  }

  /// The mask for what answers a call with these keys, or parts of one.
  public static KeyMask of(List<Secret> keys) {
    var values = keys.stream().map(Secret::reveal).filter(each -> !each.isBlank()).toList();
    var pieces = new HashSet<String>();
    values.forEach(each -> writings(each).forEach(writing -> addPieces(pieces, writing)));
    return new KeyMask(values, pieces);
  }

  /// The text without keys, of at most so many characters.
  public String apply(String text, int most) {
    String own = withoutOwn(text);
    int looked = Math.min(own.length(), most * LOOKED_AT);
    String clean = FORM.matcher(own.substring(0, looked)).replaceAll(BLACK).strip();
    // What the look ended in the middle of may be the beginning of a key.
    String sure = looked < own.length() ? withoutLastWord(clean) : clean;
    return shortened(sure, most);
  }

  private static String withoutLastWord(String text) {
    int end = text.length();
    while (end > 0 && !Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }

  private static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }

  private String withoutOwn(String text) {
    if (wholes.isEmpty()) {
      return text;
    }
    BitSet black = black(text);
    if (black.isEmpty()) {
      return text;
    }
    var out = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int next = black.nextSetBit(at);
      out.append(text, at, next < 0 ? text.length() : next);
      if (next >= 0) {
        out.append(BLACK);
      }
      at = next < 0 ? text.length() : black.nextClearBit(next);
    }
    return out.toString();
  }

  private BitSet black(String text) {
    var black = new BitSet(text.length());
    for (String key : wholes) {
      for (int at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
        black.set(at, at + key.length());
      }
    }
    String lower = lower(text);
    for (int at = 0; at + PIECE <= lower.length(); at++) {
      if (pieces.contains(lower.substring(at, at + PIECE))) {
        black.set(at, at + PIECE);
      }
    }
    return black;
  }

  private static void addPieces(Set<String> pieces, String writing) {
    String lower = lower(writing);
    for (int at = 0; at + PIECE <= lower.length(); at++) {
      pieces.add(lower.substring(at, at + PIECE));
    }
  }

  /// Character by character, so that places stay the same.
  private static String lower(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = Character.toLowerCase(chars[i]);
    }
    return new String(chars);
  }

  /// The key as it may be written.
  private static List<String> writings(String key) {
    var all = new ArrayList<String>();
    all.add(key);
    String escaped = key.replace("\\", "\\\\").replace("\"", "\\\"");
    all.add(escaped);
    all.add(escaped.replace("/", "\\/"));
    all.add(escaped.replace("\\", "\\\\").replace("\"", "\\\""));
    all.add(URLEncoder.encode(key, StandardCharsets.UTF_8));
    for (int shift = 0; shift < 3; shift++) {
      base64(all, key, shift);
    }
    return all;
  }

  /// Base64 of the key behind one, two or three unknown bytes, as behind `user:`, less the
  /// characters in which those are.
  private static void base64(List<String> all, String key, int shift) {
    byte[] bytes = ("x".repeat(shift) + key).getBytes(StandardCharsets.UTF_8);
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      String text = encoder.withoutPadding().encodeToString(bytes);
      int known = bytes.length * 8 / 6;
      all.add(text.substring(Math.min(known, shift == 0 ? 0 : shift + 1), known));
    }
  }
}
