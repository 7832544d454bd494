package io.signalbox.engine.route;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.graph.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Blacks out what looks like personal data. Cards and IBANs count only if their check digits are
/// right (ISO/IEC 7812-1 Annex B, ISO 13616). The patterns have no nested repetition, so they run
/// in linear time on any text.
final class Redaction {
  private static final Pattern EMAIL =
      Pattern.compile("[\\w.+-]{1,64}+@[A-Za-z0-9-]{1,63}+(?:\\.[A-Za-z0-9-]{1,63}+){1,8}+");
  private static final Pattern PHONE =
      Pattern.compile("(?<![\\w.])(?:\\+|00)[1-9](?:[ ()/.-]{0,2}\\d){7,14}(?!\\w)");
  private static final Pattern CARD = Pattern.compile("(?<!\\d)\\d(?:[ -]?\\d){12,18}(?!\\d)");

  /// How cards are written: in one run, in fours, or as 4-6-5. What is cut out of a longer row of
  /// digits must look so, or tables of numbers would be full of cards.
  private static final Pattern CARD_SHAPE =
      Pattern.compile(
          "\\d{13,19}|\\d{4}([ -])\\d{4}\\1\\d{4}\\1\\d{4}(?:\\1\\d{1,3})?"
              + "|\\d{4}([ -])\\d{6}\\2\\d{4,5}");

  private static final Pattern IBAN = Pattern.compile("\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]){11,30}\\b");
  private static final Pattern SECRET =
      Pattern.compile(
          "\\b(?:sk|pk|rk|xai|gsk|ghp|gho|xoxb|xoxp|AKIA|AIza|glpat|hf)[-_]?[A-Za-z0-9_-]{12,200}");

  private final Set<Node.Rewrite.Redaction> kinds;
  private int count;

  Redaction(Set<Node.Rewrite.Redaction> kinds) {
    this.kinds = kinds;
  }

  int count() {
    return count;
  }

  ChatRequest of(ChatRequest request) {
    return kinds.isEmpty()
        ? request
        : request.withMessages(request.messages().stream().map(this::of).toList());
  }

  private Message of(Message message) {
    return new Message(message.role(), message.parts().stream().map(this::of).toList());
  }

  private Part of(Part part) {
    return switch (part) {
      case Part.Text text -> new Part.Text(of(text.text()));
      case Part.ToolCall call ->
          new Part.ToolCall(
              call.id(), call.name(), JsonStrings.changed(call.arguments(), this::of));
      case Part.ToolResult result ->
          new Part.ToolResult(
              result.callId(), result.content().stream().map(this::of).toList(), result.error());
      case Part.Image image -> image;
      case Part.Reasoning reasoning -> of(reasoning);
      case Part.Refusal refusal -> new Part.Refusal(of(refusal.text()));
      case Part.Foreign foreign ->
          new Part.Foreign(
              foreign.dialect(), foreign.kind(), JsonStrings.changed(foreign.json(), this::of));
    };
  }

  /// A signature is of the very text, so it goes if the text changes.
  private Part of(Part.Reasoning reasoning) {
    String black = of(reasoning.text());
    return black.equals(reasoning.text())
        ? reasoning
        : new Part.Reasoning(black, Optional.empty(), reasoning.redacted());
  }

  private String of(String text) {
    String black = text;
    for (Node.Rewrite.Redaction kind :
        List.of(
            Node.Rewrite.Redaction.SECRET,
            Node.Rewrite.Redaction.EMAIL,
            Node.Rewrite.Redaction.IBAN,
            Node.Rewrite.Redaction.CARD,
            Node.Rewrite.Redaction.PHONE)) {
      if (kinds.contains(kind)) {
        black = blackened(kind, black);
      }
    }
    return black;
  }

  private String blackened(Node.Rewrite.Redaction kind, String text) {
    String mark = "[" + kind.name().toLowerCase(Locale.ROOT) + "]";
    Matcher found = pattern(kind).matcher(text);
    var black = new StringBuilder();
    int done = 0;
    int wrong = 0; // the end of what matched without being real
    boolean more = found.find();
    while (more) {
      OptionalInt end = realEnd(kind, text, found, found.start() < wrong);
      if (end.isPresent()) {
        count++;
        black.append(text, done, found.start()).append(mark);
        done = end.getAsInt();
      } else {
        wrong = found.end();
      }
      int next = end.orElse(found.start() + 1);
      more = next < text.length() && found.find(next);
    }
    return done == 0 ? text : black.append(text, done, text.length()).toString();
  }

  /// Where the real one ends that begins with the match: something else may follow it closely.
  ///
  /// @param within whether the match lies in a longer one that was none
  private static OptionalInt realEnd(
      Node.Rewrite.Redaction kind, String text, Matcher found, boolean within) {
    boolean card = kind == Node.Rewrite.Redaction.CARD;
    if (!card && kind != Node.Rewrite.Redaction.IBAN) {
      return OptionalInt.of(found.end());
    }
    Predicate<String> real = card ? Redaction::isCard : Redaction::isIban;
    for (int end = found.end(); end > found.start() + 12; end--) {
      boolean whole = end == found.end();
      if (whole || isEndOfWord(text, end)) {
        String each = text.substring(found.start(), end);
        boolean fits = !card || (whole && !within) || CARD_SHAPE.matcher(each).matches();
        if (fits && real.test(each)) {
          return OptionalInt.of(end);
        }
      }
    }
    return OptionalInt.empty();
  }

  private static boolean isEndOfWord(String text, int end) {
    return Character.isLetterOrDigit(text.charAt(end - 1))
        && !Character.isLetterOrDigit(text.charAt(end));
  }

  private static Pattern pattern(Node.Rewrite.Redaction kind) {
    return switch (kind) {
      case EMAIL -> EMAIL;
      case PHONE -> PHONE;
      case CARD -> CARD;
      case IBAN -> IBAN;
      case SECRET -> SECRET;
    };
  }

  private static boolean isCard(String text) {
    String digits = text.replaceAll("\\D", "");
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? digit : digit * 2;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }

  private static boolean isIban(String text) {
    String plain = text.replace(" ", "");
    if (plain.length() < 15 || plain.length() > 34) {
      return false;
    }
    int rest = 0;
    for (int i = 0; i < plain.length(); i++) {
      int value = Character.digit(plain.charAt((i + 4) % plain.length()), Character.MAX_RADIX);
      rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
    }
    return rest == 1;
  }
}
