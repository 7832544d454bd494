package io.signalbox.engine.dialect.bedrock;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.Operation;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.EmbeddingTask;
import io.signalbox.engine.dialect.EmbeddingTexts;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.VectorsReader;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.spi.Signing;
import io.signalbox.engine.wire.Framing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Amazon Bedrock's InvokeModel for models that embed, each in its maker's form: Cohere's, or else
/// Amazon Titan's, which takes one text. Without state, safe for threads. Source: the provider's
/// pages on the parameters of Cohere Embed and Titan Embeddings, read 2026-11.
public final class InvokeModelProvider implements ProviderDialect {
  static final String ID = "bedrock-embeddings";
  private static final String INPUT_TYPE = "input_type";
  private static final Set<String> MEMBERS =
      Set.of("dimensions", "input_type", "normalize", "output_dimension", "truncate");
  private static final ConverseProvider CONVERSE = new ConverseProvider();

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean isOfConversations() {
    return false;
  }

  @Override
  public ProviderCall write(CallPlan plan) {
    ObjectNode body = JsonTree.object();
    boolean cohere = isCohere(plan.model());
    List<String> losses = new ArrayList<>(EmbeddingTexts.lost(plan.request(), ID, cohere));
    Operation.Embedding wanted = plan.request().embedding().orElseThrow();
    if (cohere) {
      EmbeddingTexts.of(plan.request()).forEach(body.putArray("texts")::add);
      body.put(INPUT_TYPE, EmbeddingTask.cohere(wanted.task().orElse(Operation.Task.DOCUMENT)));
      body.putArray("embedding_types").add("float");
      wanted.dimensions().ifPresent(length -> body.put("output_dimension", length));
      if (wanted.task().isEmpty() && !plan.params().containsKey(INPUT_TYPE)) {
        losses.add(EmbeddingTask.GUESSED);
      }
    } else {
      EmbeddingTexts.of(plan.request()).forEach(text -> body.put("inputText", text));
      wanted.dimensions().ifPresent(length -> body.put("dimensions", length));
    }
    plan.params().forEach((name, json) -> JsonTree.read(json).ifPresent(v -> body.set(name, v)));
    String path = RequestWriter.model(plan) + "/invoke";
    return new ProviderCall(path, Map.of(), JsonTree.bytes(body), false, losses);
  }

  private static boolean isCohere(String model) {
    return model.contains("cohere.");
  }

  @Override
  public int mostTexts(String model) {
    return isCohere(model) ? Integer.MAX_VALUE : 1;
  }

  @Override
  public boolean has(String member) {
    return MEMBERS.contains(member);
  }

  @Override
  public Signing signing() {
    return CONVERSE.signing();
  }

  @Override
  public Framing framing(boolean stream, String type) {
    return Framing.WHOLE;
  }

  @Override
  public ReplyReader reader(boolean stream, Set<Quirk> quirks) {
    return new VectorsReader(InvokeModelProvider::member, body -> Optional.empty());
  }

  private static void member(String name, Cursor cursor, VectorsReader.VectorBody found) {
    switch (name) {
      case "id" -> found.id(cursor.text());
      case "embedding" -> found.next(cursor);
      case "embeddings" -> found.byType(cursor);
      case "inputTextTokenCount" -> found.used(Usage.of(cursor.count(), 0));
      default -> cursor.skip();
    }
  }

  @Override
  public Failure failure(int status, Map<String, String> headers, byte[] body) {
    return Failures.of(status, headers, body);
  }

  /// The provider says nothing of its limits before they are reached.
  @Override
  public RateLimits limits(Map<String, String> headers) {
    return RateLimits.NONE;
  }

  @Override
  public ModelQuery models() {
    return CONVERSE.models();
  }

  @Override
  public Optional<List<String>> models(byte[] body) {
    return CONVERSE.models(body);
  }
}
