package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.chat.EmbeddingVector;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.GatheredVectors;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The vectors as one body. Belongs to one thread.
final class EmbedWriter implements ReplyWriter {
  private static final byte[] NOTHING = {};
  private static final String BATCH = "batch";
  private static final String TEXTS = "texts";

  private final ReplyHead head;
  private final GatheredVectors vectors;

  EmbedWriter(ReplyHead head) {
    this.head = head;
    this.vectors = new GatheredVectors(Integer.parseInt(head.repeated().getOrDefault(TEXTS, "1")));
  }

  /// What of a request its answer has its form from.
  static Map<String, String> form(boolean batch, int texts) {
    return batch
        ? Map.of(BATCH, "true", TEXTS, String.valueOf(texts))
        : Map.of(TEXTS, String.valueOf(texts));
  }

  @Override
  public byte[] write(ReplyEvent event) {
    vectors.take(event);
    return NOTHING;
  }

  @Override
  public Optional<String> objection(List<ReplyEvent> events) {
    return vectors.objection(events);
  }

  @Override
  public byte[] end(Optional<Usage> usage) {
    var json = new JsonText().open('{');
    if (head.repeated().containsKey(BATCH)) {
      json.name("embeddings").open('[');
      vectors.all().forEach(vector -> write(json, vector));
      json.close(']');
    } else {
      json.name("embedding");
      vectors.all().forEach(vector -> write(json, vector));
    }
    usage.ifPresent(used -> {
      json.name("usageMetadata").open('{').member("promptTokenCount", used.promptTokens());
      json.close('}');
    });
    return json.close('}').toBytes();
  }

  private static void write(JsonText json, EmbeddingVector vector) {
    json.open('{').rawMember("values", vector.decimals()).close('}');
  }

  @Override
  public byte[] failed(ClientError error) {
    return ErrorWords.body(error, head.id()).toBytes();
  }

  @Override
  public byte[] keepAlive() {
    return NOTHING;
  }
}
