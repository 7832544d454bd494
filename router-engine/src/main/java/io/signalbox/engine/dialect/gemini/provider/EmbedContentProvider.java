package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.ModelNames;
import io.signalbox.engine.dialect.VectorsReader;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.spi.Signing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The embeddings of Gemini's API, and of Vertex AI's, which has the older form of a prediction.
/// Without state, safe for threads. Source: the references of both, read 2026-11.
public final class EmbedContentProvider implements ProviderDialect {
  private static final Set<String> MEMBERS =
      Set.of("autoTruncate", "outputDimensionality", "taskType", "title");

  @Override
  public String id() {
    return GeminiApi.EMBEDDINGS;
  }

  @Override
  public boolean isOfConversations() {
    return false;
  }

  @Override
  public ProviderCall write(CallPlan plan) {
    return new EmbedBody(plan).call();
  }

  @Override
  public boolean has(String member) {
    return MEMBERS.contains(member);
  }

  @Override
  public Signing signing() {
    return new Signing.Header("x-goog-api-key", "");
  }

  @Override
  public ReplyReader reader(boolean stream, Set<Quirk> quirks) {
    return new VectorsReader(EmbedContentProvider::member, EmbedContentProvider::trouble);
  }

  private static void member(String name, Cursor cursor, VectorsReader.VectorBody found) {
    switch (name) {
      case "embedding" -> vector(cursor, found);
      case "embeddings", "predictions" -> each(cursor, found);
      case "usageMetadata" -> usage(cursor, found);
      default -> cursor.skip();
    }
  }

  private static void each(Cursor cursor, VectorsReader.VectorBody found) {
    if (!cursor.isArray()) {
      cursor.skip();
      return;
    }
    while (cursor.nextElement()) {
      vector(cursor, found);
    }
  }

  private static void vector(Cursor cursor, VectorsReader.VectorBody found) {
    if (!cursor.isObject()) {
      cursor.skip();
      return;
    }
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "values" -> found.next(cursor);
        case "embeddings" -> vector(cursor, found);
        case "statistics" -> usage(cursor, found);
        default -> cursor.skip();
      }
    }
  }

  private static void usage(Cursor cursor, VectorsReader.VectorBody found) {
    if (!cursor.isObject()) {
      cursor.skip();
      return;
    }
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "promptTokenCount", "token_count" -> found.used(Usage.of(cursor.count(), 0));
        default -> cursor.skip();
      }
    }
  }

  private static Optional<Failure> trouble(byte[] body) {
    return JsonTree.read(body)
        .filter(json -> json.has("error"))
        .map(json -> Failures.inside(json, false));
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
    return new ModelQuery("/models?pageSize=1000", Map.of());
  }

  @Override
  public Optional<List<String>> models(byte[] body) {
    return ModelNames.in(body, "models/");
  }
}
