package io.signalbox.engine.dialect.openai.embeddings;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.dialect.ModelNames;
import io.signalbox.engine.dialect.VectorsReader;
import io.signalbox.engine.dialect.openai.ErrorBody;
import io.signalbox.engine.dialect.openai.Failures;
import io.signalbox.engine.dialect.openai.Limits;
import io.signalbox.engine.dialect.openai.OpenAiApi;
import io.signalbox.engine.dialect.openai.UsageMembers;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.ReplyReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// OpenAI's Embeddings, and the same path of its many likenesses. Without state, safe for threads.
public final class EmbeddingsProvider implements ProviderDialect {
  /// Those of OpenAI, NVIDIA, Voyage, Mistral, Jina and vLLM, by their references.
  private static final Set<String> MEMBERS =
      Set.of(
          "dimensions",
          "encoding_format",
          "input_type",
          "output_dimension",
          "output_dtype",
          "task",
          "truncate",
          "truncate_prompt_tokens",
          "truncation");

  @Override
  public String id() {
    return OpenAiApi.EMBEDDINGS;
  }

  @Override
  public boolean isOfConversations() {
    return false;
  }

  @Override
  public ProviderCall write(CallPlan plan) {
    return new RequestWriter(plan).call();
  }

  @Override
  public boolean has(String member) {
    return MEMBERS.contains(member);
  }

  @Override
  public ReplyReader reader(boolean stream, Set<Quirk> quirks) {
    return new VectorsReader(EmbeddingsProvider::member, EmbeddingsProvider::trouble);
  }

  private static void member(String name, Cursor cursor, VectorsReader.VectorBody found) {
    switch (name) {
      case "id" -> found.id(cursor.text());
      case "model" -> found.model(cursor.text());
      case "usage" -> UsageMembers.read(cursor, false).ifPresent(found::used);
      case "data" -> data(cursor, found);
      default -> cursor.skip();
    }
  }

  private static void data(Cursor cursor, VectorsReader.VectorBody found) {
    if (!cursor.isArray()) {
      cursor.skip();
      return;
    }
    while (cursor.nextElement()) {
      element(cursor, found);
    }
  }

  /// The place of a vector may stand behind it.
  private static void element(Cursor cursor, VectorsReader.VectorBody found) {
    if (!cursor.isObject()) {
      cursor.skip();
      return;
    }
    found.open();
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "index" -> found.index((int) cursor.count());
        case "embedding" -> found.vector(cursor);
        default -> cursor.skip();
      }
    }
    found.close();
  }

  private static Optional<Failure> trouble(byte[] body) {
    ErrorBody error = ErrorBody.of(body);
    return error.message().isEmpty() ? Optional.empty() : Optional.of(Failures.inside(error));
  }

  @Override
  public Failure failure(int status, Map<String, String> headers, byte[] body) {
    return Failures.answered(status, headers, ErrorBody.of(body));
  }

  @Override
  public RateLimits limits(Map<String, String> headers) {
    return Limits.of(headers);
  }

  @Override
  public ModelQuery models() {
    return new ModelQuery("/models", Map.of());
  }

  @Override
  public Optional<List<String>> models(byte[] body) {
    return ModelNames.in(body, "models/");
  }
}
