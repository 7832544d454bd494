package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.dialect.ClaudeName;
import io.signalbox.engine.dialect.Efforts;
import io.signalbox.engine.dialect.LaterPrompts;
import io.signalbox.engine.dialect.anthropic.AnthropicApi;
import io.signalbox.engine.json.BodySplice;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.CallPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The client's own body, with nothing changed but the model's name and the members that the graph
/// sets.
final class VerbatimBody {
  private VerbatimBody() {}

  /// The body; empty if there is none, or if the model would not take it as it is.
  static Optional<byte[]> of(CallPlan plan) {
    return plan.original()
        .flatMap(BodySplice::of)
        .filter(body -> suits(plan))
        .map(body -> body.with(changes(body, plan)));
  }

  private static Map<String, String> changes(BodySplice body, CallPlan plan) {
    Map<String, String> changes = new LinkedHashMap<>(plan.params());
    changes.put("model", new JsonText().string(plan.model()).toString());
    boolean streams = body.value("stream").filter("true"::equals).isPresent();
    if (streams != plan.request().stream()) {
      changes.put("stream", String.valueOf(plan.request().stream()));
    }
    return changes;
  }

  /// A graph may route to another model than the client had in mind, with other rules; and thinking
  /// that another provider's model showed before has no signature, without which it is refused.
  private static boolean suits(CallPlan plan) {
    ChatRequest request = plan.request();
    boolean unsigned =
        request.messages().stream()
            .flatMap(message -> message.parts().stream())
            .anyMatch(Blocks::isUnsigned);
    boolean drawn =
        request.sampling().temperature().isPresent()
            || request.sampling().topP().isPresent()
            || OwnMembers.of(request).draw();
    return !unsigned
        && !isForeign(request)
        && (RequestWriter.keepsPrompts(plan) || !LaterPrompts.in(request.messages()))
        && !endsWithBlank(request.messages())
        && fitsEffort(plan)
        && ThinkingWish.of(plan).map(wish -> suits(wish, plan)).orElse(true)
        && !AnswerLimit.isTooMuch(plan)
        && !(drawn && ClaudeName.refusesSampling(plan.model()))
        && OwnMembers.of(request).suit(plan.model());
  }

  /// Whether something in it is another provider's, which our answers gave its client to keep.
  private static boolean isForeign(ChatRequest request) {
    return request.messages().stream()
        .flatMap(message -> message.parts().stream())
        .anyMatch(part ->
            part instanceof Part.Foreign foreign && !foreign.dialect().equals(AnthropicApi.ID));
  }

  private static boolean endsWithBlank(List<Message> messages) {
    Message last = messages.getLast();
    return last.role() == Role.ASSISTANT
        && last.parts().stream()
            .filter(part -> !(part instanceof Part.CacheMark))
            .reduce((before, after) -> after)
            .filter(part ->
                part instanceof Part.Text text && !text.text().equals(text.text().stripTrailing()))
            .isPresent();
  }

  /// What a client says in its own words is one the model knows.
  private static boolean fitsEffort(CallPlan plan) {
    var own = OwnMembers.of(plan.request());
    return own.effort()
        .map(word -> Efforts.nearest(Thinking.efforts(plan), word).equals(own.effort()))
        .orElse(true);
  }

  /// What a client itself got wrong is told it by the provider. But what the graph sets is ours;
  /// and so is a call of a tool that another provider's model made before.
  private static boolean suits(ThinkingWish wish, CallPlan plan) {
    boolean ours = ThinkingWish.setBy(plan).isPresent() || AnswerLimit.setBy(plan).isPresent();
    boolean fits = !ours || wish.budget() < AnswerLimit.of(plan, new ArrayList<>());
    return fits
        && !(isTurnedOn(plan) && forbidsThinking(plan.request()))
        && !(isTurnedOff(plan) && OwnMembers.of(plan.request()).clearThinking())
        && (!ClaudeName.isOne(plan.model())
            || ToolLoop.atEndOf(plan.request().messages())
                .filter(loop -> contradicts(wish, loop, plan))
                .isEmpty());
  }

  private static boolean isTurnedOn(CallPlan plan) {
    return ThinkingWish.setBy(plan).filter(wish -> !wish.isOff()).isPresent();
  }

  /// While a model thinks, its answer is drawn in the usual way and it calls tools as it likes.
  private static boolean forbidsThinking(ChatRequest request) {
    OwnMembers own = OwnMembers.of(request);
    return request.sampling().temperature().orElse(1.0) != 1.0
        || request.sampling().topP().isPresent()
        || own.draw()
        || new ToolOffer(request, own).forces();
  }

  private static boolean isTurnedOff(CallPlan plan) {
    return ThinkingWish.setBy(plan).filter(ThinkingWish::isOff).isPresent();
  }

  /// A Claude with a budget must have begun with its thinking, and one that does not think without.
  private static boolean contradicts(ThinkingWish wish, ToolLoop loop, CallPlan plan) {
    boolean set = ThinkingWish.setBy(plan).isPresent();
    return loop.isThoughtOut() ? set && wish.isOff() : wish.isManual() && (set || loop.isForeign());
  }
}
