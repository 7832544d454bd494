package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.gemini.CarriedThinking;
import io.signalbox.engine.dialect.gemini.FieldName;
import io.signalbox.engine.json.BodySplice;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.CallPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The client's own body, with nothing changed but the members that the graph sets. The model and
/// the wish for a stream are in the path.
final class VerbatimBody {
  private static final String MODEL = "model";

  private VerbatimBody() {}

  /// The body; empty if there is none, or if the model would not take it as it is.
  static Optional<byte[]> of(CallPlan plan) {
    return plan.original()
        .filter(body -> !CarriedThinking.isIn(body))
        .flatMap(BodySplice::of)
        .filter(body -> suits(body, plan))
        .map(body -> body.with(changes(body, plan)));
  }

  private static Map<String, String> changes(BodySplice body, CallPlan plan) {
    Map<String, String> changes = new LinkedHashMap<>();
    plan.params().forEach((name, json) -> changes.put(name, merged(body.value(name), json)));
    if (body.has(MODEL)) {
      changes.put(MODEL, new JsonText().string("models/" + plan.model()).toString());
    }
    return changes;
  }

  /// Settings that are objects are merged into what the client says.
  private static String merged(Optional<String> said, String set) {
    Optional<ObjectNode> there = said.flatMap(JsonTree::readObject);
    Optional<ObjectNode> more = JsonTree.readObject(set);
    if (there.isEmpty() || more.isEmpty()) {
      return set;
    }
    ObjectNode both = there.get();
    more.get()
        .properties()
        .forEach(each -> {
          both.remove(FieldName.snake(each.getKey()));
          both.set(each.getKey(), each.getValue());
        });
    return both.toString();
  }

  /// A graph may route to another model than the client had in mind, with other rules; and a model
  /// of another provider may have answered before.
  private static boolean suits(BodySplice body, CallPlan plan) {
    ChatRequest request = plan.request();
    boolean signed =
        !Generation.of(plan.model()).wantsSignatures()
            || !Signatures.isMissingIn(request.messages());
    return signed
        && !isTooMuch(plan)
        && ThinkingWish.of(request).map(wish -> wish.suits(plan.model())).orElse(true)
        && plan.params().keySet().stream().noneMatch(name -> isSpeltOtherwise(name, body));
  }

  private static boolean isTooMuch(CallPlan plan) {
    long most = plan.maxOutputTokens();
    return most > 0 && plan.request().sampling().maxTokens().orElse(0) > most;
  }

  private static boolean isSpeltOtherwise(String name, BodySplice body) {
    String snake = FieldName.snake(name);
    return !snake.equals(name) && body.has(snake);
  }
}
