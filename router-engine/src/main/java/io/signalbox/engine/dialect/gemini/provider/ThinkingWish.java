package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.gemini.FieldName;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How a client of this dialect wants the model to think.
///
/// @param json the value of `thinkingConfig`, names in camel case
record ThinkingWish(ObjectNode json) {
  static final String MEMBER = "thinkingConfig";
  private static final String LEVEL = "thinkingLevel";
  private static final String BUDGET = "thinkingBudget";

  /// The client's wish, unless the graph has decided how much the model is to think.
  static Optional<ThinkingWish> of(ChatRequest request) {
    return request.extras().overruled().contains("reasoning_effort")
        ? Optional.empty()
        : Optional.ofNullable(
                request.extras().in(GeminiApi.ID).get(GeminiApi.CONFIG + "." + MEMBER))
            .flatMap(JsonTree::readObject)
            .map(ThinkingWish::named);
  }

  private static ThinkingWish named(ObjectNode written) {
    ObjectNode json = JsonTree.object();
    written.properties().forEach(each -> json.set(FieldName.camel(each.getKey()), each.getValue()));
    return new ThinkingWish(json);
  }

  /// Whether a model takes it as it is: the client may have had another one in mind.
  boolean suits(String model) {
    return switch (Generation.of(model)) {
      case OLD -> json.isEmpty();
      case BUDGET -> !json.has(LEVEL) && !isOffWhereItCannotBe(model);
      case LEVEL -> !isOffWhereItCannotBe(model);
    };
  }

  private boolean isOffWhereItCannotBe(String model) {
    JsonNode budget = json.path(BUDGET);
    return model.contains("pro") && budget.isNumber() && budget.asInt(1) == 0;
  }
}
