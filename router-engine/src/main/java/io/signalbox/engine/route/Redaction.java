package io.signalbox.engine.route;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.graph.Node;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
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
      case Part.ToolCall call -> new Part.ToolCall(call.id(), call.name(), of(call.arguments()));
      case Part.ToolResult result ->
          new Part.ToolResult(
              result.callId(), result.content().stream().map(this::of).toList(), result.error());
      case Part.Image image -> image;
      case Part.Reasoning reasoning -> reasoning;
      case Part.Refusal refusal -> refusal;
      case Part.Foreign foreign -> foreign;
    };
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
    Predicate<String> real = check(kind);
    return pattern(kind)
        .matcher(text)
        .replaceAll(found -> {
          if (!real.test(found.group())) {
            return java.util.regex.Matcher.quoteReplacement(found.group());
          }
          count++;
          return mark;
        });
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

  private static Predicate<String> check(Node.Rewrite.Redaction kind) {
    return switch (kind) {
      case CARD -> Redaction::isCard;
      case IBAN -> Redaction::isIban;
      case EMAIL, PHONE, SECRET -> found -> true;
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
    var digits = new StringBuilder();
    for (char c : (plain.substring(4) + plain.substring(0, 4)).toCharArray()) {
      digits.append(Character.digit(c, Character.MAX_RADIX));
    }
    return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
  }
}
