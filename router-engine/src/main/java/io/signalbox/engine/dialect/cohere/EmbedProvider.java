package io.signalbox.engine.dialect.cohere;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.Operation;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.EmbeddingTask;
import io.signalbox.engine.dialect.EmbeddingTexts;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.ModelNames;
import io.signalbox.engine.dialect.VectorsReader;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.ReplyReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Cohere's `/v2/embed`. Without state, safe for threads. Source: the provider's reference of the
/// API, read 2026-11.
public final class EmbedProvider implements ProviderDialect {
  static final String ID = "cohere-embeddings";
  private static final String INPUT_TYPE = "input_type";
  private static final Set<String> MEMBERS =
      Set.of("input_type", "max_tokens", "output_dimension", "priority", "truncate");

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
    Operation.Embedding wanted = plan.request().embedding().orElseThrow();
    ObjectNode body = JsonTree.object().put("model", plan.model());
    EmbeddingTexts.of(plan.request()).forEach(body.putArray("texts")::add);
    body.putArray("embedding_types").add("float");
    body.put(INPUT_TYPE, EmbeddingTask.cohere(wanted.task().orElse(Operation.Task.DOCUMENT)));
    wanted.dimensions().ifPresent(length -> body.put("output_dimension", length));
    plan.params().forEach((name, json) -> JsonTree.read(json).ifPresent(v -> body.set(name, v)));
    var losses = new ArrayList<>(EmbeddingTexts.lost(plan.request(), ID, true));
    if (wanted.task().isEmpty() && !plan.params().containsKey(INPUT_TYPE)) {
      losses.add(EmbeddingTask.GUESSED);
    }
    return new ProviderCall("/v2/embed", Map.of(), JsonTree.bytes(body), false, losses);
  }

  @Override
  public boolean has(String member) {
    return MEMBERS.contains(member);
  }

  @Override
  public ReplyReader reader(boolean stream, Set<Quirk> quirks) {
    return new VectorsReader(EmbedProvider::member, body -> Optional.empty());
  }

  private static void member(String name, Cursor cursor, VectorsReader.VectorBody found) {
    switch (name) {
      case "id" -> found.id(cursor.text());
      case "embeddings" -> found.byType(cursor);
      case "meta" -> meta(cursor, found);
      default -> cursor.skip();
    }
  }

  private static void meta(Cursor cursor, VectorsReader.VectorBody found) {
    if (!cursor.isObject()) {
      cursor.skip();
      return;
    }
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "billed_units" -> meta(cursor, found);
        case "input_tokens" -> found.used(Usage.of(cursor.count(), 0));
        default -> cursor.skip();
      }
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
    return new ModelQuery("/v1/models?endpoint=embed&page_size=1000", Map.of());
  }

  @Override
  public Optional<List<String>> models(byte[] body) {
    return ModelNames.in(body, "");
  }
}
