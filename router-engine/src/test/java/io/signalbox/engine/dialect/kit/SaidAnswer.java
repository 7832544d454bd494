package io.signalbox.engine.dialect.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/// An answer of a provider as it was meant, in no dialect's words: what every client must get to
/// read of it. [ProviderAnswer] writes it as a provider does. Immutable.
///
/// @param pieces in order
/// @param ending why it ended
/// @param used what it used
public record SaidAnswer(List<Piece> pieces, Ending ending, Used used) {
  public SaidAnswer {
    pieces = List.copyOf(pieces);
  }

  /// A part of an answer, each in the pieces in which it comes.
  public sealed interface Piece {
    /// Plain text.
    record Said(List<String> deltas) implements Piece {}

    /// Thinking, and what binds it to its model where a dialect has a place for that.
    record Thought(List<String> deltas, Optional<String> signature) implements Piece {}

    /// A call of a tool.
    record Called(String id, String name, List<String> deltas) implements Piece {
      public String arguments() {
        return String.join("", deltas);
      }
    }
  }

  /// Why an answer ended.
  public enum Ending {
    STOP,
    LENGTH,
    TOOL_CALLS,
    FILTER,
    /// A word that is in no description.
    UNHEARD_OF
  }

  /// Tokens; cached ones are inside the prompt, thinking inside the completion.
  public record Used(long prompt, long cached, long completion, long reasoning) {}

  public String text() {
    return pieces.stream()
        .filter(Piece.Said.class::isInstance)
        .flatMap(each -> ((Piece.Said) each).deltas().stream())
        .collect(Collectors.joining());
  }

  public String thinking() {
    return pieces.stream()
        .filter(Piece.Thought.class::isInstance)
        .flatMap(each -> ((Piece.Thought) each).deltas().stream())
        .collect(Collectors.joining());
  }

  public List<Piece.Called> calls() {
    return pieces.stream()
        .filter(Piece.Called.class::isInstance)
        .map(Piece.Called.class::cast)
        .toList();
  }

  public SaidAnswer ending(Ending other) {
    return new SaidAnswer(pieces, other, used);
  }

  private static final List<String> TEXTS =
      List.of(
          "Grüße",
          " aus \"Ulm\"",
          "\n\n\t",
          "😀",
          "data: [DONE]\n\n",
          "</think>",
          "\\u0000 ",
          "\u2028",
          "{\"a\":1}",
          " ",
          "x".repeat(70),
          "日本語");

  private static final List<String> ARGUMENTS =
      List.of(
          "{}",
          "{\"at\":1}",
          "{\"city\":\"Köln 😀 \\\"\\\\\\n\"}",
          "{\"a\":[1,2.50,{\"b\":null}],\"c\":true}",
          "{\"big\":12345678901234567890,\"e\":1e2}",
          "{\"empty\":\"\",\"list\":[],\"map\":{}}");

  /// One at random, as models give them: perhaps thinking, perhaps text, perhaps several calls.
  public static SaidAnswer random(Random random) {
    var pieces = new ArrayList<Piece>();
    if (random.nextInt(3) == 0) {
      Optional<String> signature =
          random.nextBoolean() ? Optional.of("c2lnbmF0") : Optional.empty();
      pieces.add(new Piece.Thought(deltas(random), signature));
    }
    int calls = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 4);
    if (calls == 0 || random.nextBoolean()) {
      pieces.add(new Piece.Said(deltas(random)));
    }
    for (int call = 0; call < calls; call++) {
      String arguments = ARGUMENTS.get(random.nextInt(ARGUMENTS.size()));
      pieces.add(
          new Piece.Called(
              "call_" + call + "_" + random.nextInt(1000),
              random.nextBoolean() ? "look" : "read-file_2",
              cut(arguments, random)));
    }
    Ending ending = calls > 0 ? Ending.TOOL_CALLS : Ending.STOP;
    if (random.nextInt(5) == 0 && calls == 0) {
      ending = random.nextBoolean() ? Ending.LENGTH : Ending.FILTER;
    }
    long thought = pieces.getFirst() instanceof Piece.Thought ? random.nextInt(1, 40) : 0;
    var used = new Used(random.nextInt(20, 900), random.nextInt(20), 50 + thought, thought);
    return new SaidAnswer(pieces, ending, used);
  }

  private static List<String> deltas(Random random) {
    var deltas = new ArrayList<String>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      deltas.add(TEXTS.get(random.nextInt(TEXTS.size())));
    }
    return deltas;
  }

  private static List<String> cut(String text, Random random) {
    var pieces = new ArrayList<String>();
    int at = 0;
    while (at < text.length()) {
      int end = Math.min(text.length(), at + random.nextInt(1, 9));
      if (Character.isHighSurrogate(text.charAt(end - 1))) {
        end++;
      }
      pieces.add(text.substring(at, end));
      at = end;
    }
    return pieces;
  }
}
