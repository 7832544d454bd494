package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Operation;
import io.signalbox.engine.dialect.EmbeddingTask;
import io.signalbox.engine.dialect.EmbeddingTexts;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.Quirk;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The call of one request for vectors. Belongs to one thread.
///
/// @param plan what is asked
record EmbedBody(CallPlan plan) {
  private static final String ONE = ":embedContent";
  private static final String BATCH = ":batchEmbedContents";
  private static final String LENGTH = "outputDimensionality";

  ProviderCall call() {
    if (plan.quirks().contains(Quirk.PREDICTS)) {
      return predicted();
    }
    return plan.original()
        .filter(body -> plan.params().isEmpty())
        .flatMap(body -> RenamedRequests.of(body, name()))
        .map(renamed -> called(renamed.batch(), renamed.body(), true, List.of()))
        .orElseGet(this::written);
  }

  private String name() {
    return "models/" + plan.model();
  }

  private ProviderCall called(boolean batch, byte[] body, boolean verbatim, List<String> losses) {
    String path = RequestWriter.model(plan) + (batch ? BATCH : ONE);
    return new ProviderCall(path, Map.of(), body, verbatim, losses);
  }

  private ProviderCall written() {
    List<String> texts = EmbeddingTexts.of(plan.request());
    ObjectNode body = JsonTree.object();
    if (texts.size() == 1) {
      one(body, 0, texts.getFirst());
    } else {
      var requests = body.putArray("requests");
      for (int i = 0; i < texts.size(); i++) {
        one(requests.addObject().put("model", name()), i, texts.get(i));
      }
    }
    return called(texts.size() != 1, JsonTree.bytes(body), false, lost());
  }

  private List<String> lost() {
    return EmbeddingTexts.lost(plan.request(), GeminiApi.EMBEDDINGS, true);
  }

  private void one(ObjectNode node, int index, String text) {
    node.putObject("content").putArray("parts").addObject().put("text", text);
    ChatRequest request = plan.request();
    Operation.Embedding wanted = request.embedding().orElseThrow();
    wanted.task().ifPresent(task -> node.put("taskType", EmbeddingTask.gemini(task)));
    wanted.dimensions().ifPresent(length -> node.put(LENGTH, length));
    request
        .extras()
        .in(GeminiApi.EMBEDDINGS)
        .forEach((name, json) ->
            JsonTree.read(json)
                .map(list -> list.path(index))
                .filter(value -> !value.isNull() && !value.isMissingNode())
                .ifPresent(value -> node.set(name, value)));
    plan.params().forEach((name, json) -> JsonTree.read(json).ifPresent(v -> node.set(name, v)));
  }

  /// Vertex AI: texts are instances, and what holds for all of them are parameters.
  private ProviderCall predicted() {
    ObjectNode body = JsonTree.object();
    var instances = body.putArray("instances");
    ObjectNode parameters = JsonTree.object();
    List<String> texts = EmbeddingTexts.of(plan.request());
    for (int i = 0; i < texts.size(); i++) {
      ObjectNode said = JsonTree.object();
      one(said, i, texts.get(i));
      ObjectNode instance = instances.addObject().put("content", texts.get(i));
      move(said, "taskType", instance, "task_type");
      move(said, "title", instance, "title");
      move(said, LENGTH, parameters, LENGTH);
      move(said, "autoTruncate", parameters, "autoTruncate");
    }
    body.set("parameters", parameters);
    String path = RequestWriter.model(plan) + ":predict";
    return new ProviderCall(path, Map.of(), JsonTree.bytes(body), false, lost());
  }

  private static void move(ObjectNode from, String name, ObjectNode to, String other) {
    JsonNode value = from.path(name);
    if (!value.isMissingNode()) {
      to.set(other, value);
    }
  }
}
