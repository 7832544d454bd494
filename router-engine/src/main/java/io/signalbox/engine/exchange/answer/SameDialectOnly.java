package io.signalbox.engine.exchange.answer;

import io.signalbox.engine.catalog.AnswerCount;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Members of OpenAI's dialect whose answers have a form that cannot be written anew: several
/// answers at once; and inputs of embeddings that are no text. Where the client's body and the
/// provider's bytes pass as they are, they work; elsewhere the client is told.
public final class SameDialectOnly {
  private static final String OPENAI = "openai";
  private static final String ANSWERS = "n";
  private static final String PROMPT = "prompt";
  private static final String COMPLETIONS = "openai-completions";

  /// A member, and what to do without it.
  private record Member(String name, String instead) {}

  private static final List<Member> MEMBERS =
      List.of(
          new Member(ANSWERS, "send the request several times for several answers"),
          new Member(PROMPT, "send one prompt, as text, in each request"));

  private SameDialectOnly() {}

  /// How many answers to each prompt the provider writes.
  ///
  /// @param params members of the body that the graph sets: they win
  public static long answers(ChatRequest request, Map<String, String> params) {
    var members = new HashMap<>(request.extras().members());
    members.putAll(request.extras().set());
    members.putAll(params);
    return AnswerCount.of(members);
  }

  /// How many answers the provider writes in all.
  ///
  /// @param params members of the body that the graph sets: they win
  public static long allAnswers(ChatRequest request, Map<String, String> params) {
    return prompts(request) * answers(request, params);
  }

  /// How many prompts get an answer of their own: each message, where a client sent several.
  public static int prompts(ChatRequest request) {
    boolean several =
        request.extras().dialect().equals(COMPLETIONS)
            && request.extras().members().containsKey(PROMPT);
    return several ? Math.max(1, request.messages().size()) : 1;
  }

  /// Why a request cannot be written anew for a model; empty if it can.
  ///
  /// @param model the model's id in the graph
  public static Optional<Failure> objection(ChatRequest request, String model) {
    return otherInput(request, model).or(() -> member(request, model));
  }

  /// A vector of nothing but what is left would be one of something else.
  private static Optional<Failure> otherInput(ChatRequest request, String model) {
    return request.embedding().isEmpty() || request.everyPart(Part.Text.class::isInstance)
        ? Optional.empty()
        : Optional.of(
            Failure.of(
                FailureClass.BAD_REQUEST,
                400,
                "An input that is no text (a picture, a file, unknown token ids) reaches only a"
                    + " provider of the client's own API; model "
                    + model
                    + " is called otherwise: send a text."));
  }

  private static Optional<Failure> member(ChatRequest request, String model) {
    for (Member member : MEMBERS) {
      if (request.extras().members().containsKey(member.name())) {
        return Optional.of(refusal(member, model));
      }
    }
    return Optional.empty();
  }

  private static Failure refusal(Member member, String model) {
    String text =
        "Unsupported parameter: '"
            + member.name()
            + "' reaches only a provider of OpenAI's dialect, as the client sent the request; model"
            + " "
            + model
            + " is called otherwise: "
            + member.instead()
            + ".";
    return Failure.of(FailureClass.BAD_REQUEST, 400, text)
        .withOwn(new Failure.OwnWords(OPENAI, "unsupported_parameter", member.name()));
  }
}
