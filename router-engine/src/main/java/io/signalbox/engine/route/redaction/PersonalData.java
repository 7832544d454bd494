package io.signalbox.engine.route.redaction;

import io.signalbox.engine.graph.RewriteNode.Redaction;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what looks like personal data in a text. Each place is looked at a bounded number of
/// times, so it takes linear time on any text. For one text and thread.
final class PersonalData {
  private static final String LETTER = "[\\p{L}\\p{N}_.+-]";
  private static final String LABEL = "[\\p{L}\\p{N}-]{1,63}+";
  private static final Pattern EMAIL =
      Pattern.compile(LETTER + "{1,64}+@" + LABEL + "(?:\\." + LABEL + "){1,8}+");
  private static final Pattern PHONE =
      Pattern.compile("(?<![\\w.])(?:\\+|00)[1-9](?:[ ()/.\u200B-]{0,3}\\d){7,14}(?!\\w)");

  /// Keys of services by their beginnings, which are what their makers document.
  private static final Pattern KEY =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:sk|pk|rk|xai|gsk|ghp|gho|ghu|ghs|ghr|github_pat|xox[abeoprs]|AKIA|ASIA"
              + "|AIza|ya29|glpat|hf|npm|nvapi|SG)[-_.]?[A-Za-z0-9_-]{12,}+");

  /// The header of a token is JSON, so its base64 begins like this (RFC 7515, section 3).
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<![A-Za-z0-9_-])(e[wy][A-Za-z0-9_-]{6,4000}+)\\.[A-Za-z0-9_-]{2,}+"
              + "(?:\\.[A-Za-z0-9_-]*+){1,3}+");

  private static final Pattern ALGORITHM = Pattern.compile("\"alg\"\\s*:");

  /// RFC 7468; one that was cut short is secret too.
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\\s:,.\\\\]*+"
              + "(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----)?");

  private final char[] plain;
  private final List<Found> spans = new ArrayList<>();

  /// A piece of the text, and what stands for it afterwards.
  record Span(int start, int end, String mark) {}

  private record Found(int start, int end, Redaction kind) {}

  private PersonalData(String text) {
    this.plain = PlainText.of(text);
  }

  /// The pieces in their order; none overlaps another one.
  static List<Span> in(String text, Set<Redaction> kinds, Marking marking) {
    if (text.length() < 6) {
      return List.of();
    }
    var data = new PersonalData(text);
    kinds.stream().sorted((a, b) -> order(a) - order(b)).forEach(data::find);
    data.spans.sort((a, b) -> a.start() - b.start());
    return data.spans.stream()
        .map(each -> {
          String value = text.substring(each.start(), each.end());
          return new Span(each.start(), each.end(), marking.mark(each.kind(), value));
        })
        .toList();
  }

  private static int order(Redaction kind) {
    return switch (kind) {
      case SECRET -> 0;
      case EMAIL -> 1;
      case IBAN -> 2;
      case CARD -> 3;
      case PHONE -> 4;
    };
  }

  private void find(Redaction kind) {
    switch (kind) {
      case SECRET -> {
        all(PEM, kind);
        all(TOKEN, kind);
        all(KEY, kind);
      }
      case EMAIL -> all(EMAIL, kind);
      case PHONE -> all(PHONE, kind);
      case IBAN -> accounts(kind);
      case CARD -> cards(kind);
    }
  }

  private void all(Pattern pattern, Redaction kind) {
    Matcher found = pattern.matcher(CharBuffer.wrap(plain));
    var matches = new ArrayList<Found>();
    while (found.find()) {
      if (!pattern.equals(TOKEN) || isHeader(found.group(1))) {
        matches.add(new Found(found.start(), found.end(), kind));
      }
    }
    matches.forEach(this::take);
  }

  private static boolean isHeader(String part) {
    try {
      String json =
          new String(Base64.getUrlDecoder().decode(part), java.nio.charset.StandardCharsets.UTF_8);
      return json.startsWith("{") && ALGORITHM.matcher(json).find();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void take(Found span) {
    spans.add(span);
    Arrays.fill(plain, span.start(), span.end(), PlainText.GONE);
  }

  private void accounts(Redaction kind) {
    each(kind, at -> isLetter(at) && !isPartOfWord(at - 1) ? Iban.end(plain, at) : -1);
  }

  private void cards(Redaction kind) {
    var row = new int[] {0}; // the end of the row of digits that was looked at last
    each(
        kind,
        at -> {
          if (!isDigit(at) || isDigit(at - 1)) {
            return -1;
          }
          boolean within = at < row[0];
          row[0] = within ? row[0] : rowEnd(at);
          return CardNumber.end(plain, at, within);
        });
  }

  private int rowEnd(int from) {
    int end = from + 1;
    for (int at = from; at >= 0 && isDigit(at); at = NumberSeparators.next(plain, at)) {
      end = at + 1;
    }
    return end;
  }

  private void each(Redaction kind, IntUnaryOperator end) {
    for (int at = 0; at < plain.length; at++) {
      int found = end.applyAsInt(at);
      if (found >= 0) {
        take(new Found(at, found, kind));
        at = found - 1;
      }
    }
  }

  private boolean isLetter(int at) {
    char c = plain[at];
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private boolean isDigit(int at) {
    return at >= 0 && plain[at] >= '0' && plain[at] <= '9';
  }

  private boolean isPartOfWord(int at) {
    return at >= 0 && Character.isLetterOrDigit(plain[at]);
  }

  /// The text with a mark for each piece.
  static String marked(String text, List<Span> spans) {
    if (spans.isEmpty()) {
      return text;
    }
    var black = new StringBuilder();
    int done = 0;
    for (Span span : spans) {
      black.append(text, done, span.start()).append(span.mark());
      done = span.end();
    }
    return black.append(text, done, text.length()).toString();
  }
}
