package io.signalbox.engine.proxy;

/// Makes any text fit for a header: what is not printable ASCII becomes `?`.
final class HeaderText {
  private static final int MOST_CHARS = 512;

  private HeaderText() {}

  static String of(String text) {
    var safe = new StringBuilder(text.length());
    for (char c : text.substring(0, Math.min(text.length(), MOST_CHARS)).toCharArray()) {
      safe.append(c >= ' ' && c < 127 ? c : '?');
    }
    return safe.toString();
  }
}
