package io.signalbox.engine.dialect.ollama;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.GatheredVectors;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyTiming;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The vectors as one body. Belongs to one thread.
final class EmbedWriter implements ReplyWriter {
  private static final byte[] NOTHING = {};
  private static final String OLD = "old";
  private static final String TEXTS = "texts";

  private final ReplyHead head;
  private final GatheredVectors vectors;
  private Optional<ReplyTiming> timing = Optional.empty();

  EmbedWriter(ReplyHead head) {
    this.head = head;
    this.vectors = new GatheredVectors(Integer.parseInt(head.repeated().getOrDefault(TEXTS, "1")));
  }

  /// What of a request its answer has its form from.
  static Map<String, String> form(boolean old, int texts) {
    return old
        ? Map.of(OLD, "true", TEXTS, String.valueOf(texts))
        : Map.of(TEXTS, String.valueOf(texts));
  }

  /// The answer to a client that only wants a model to be in memory.
  static byte[] loaded(String model, boolean old) {
    var json = new JsonText().open('{');
    if (old) {
      json.rawMember("embedding", "[]");
    } else {
      json.member("model", model).rawMember("embeddings", "[]");
    }
    return json.close('}').toBytes();
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
  public void timed(ReplyTiming took) {
    timing = Optional.of(took);
  }

  @Override
  public byte[] end(Optional<Usage> usage) {
    var json = new JsonText().open('{');
    if (head.repeated().containsKey(OLD)) {
      vectors.all().forEach(vector -> json.rawMember("embedding", vector.decimals()));
      return json.close('}').toBytes();
    }
    json.member("model", head.model()).name("embeddings").open('[');
    vectors.all().forEach(vector -> json.raw(vector.decimals()));
    json.close(']');
    timing.ifPresent(took -> {
      json.member("total_duration", took.total().toNanos()).member("load_duration", 0);
    });
    usage.ifPresent(used -> json.member("prompt_eval_count", used.promptTokens()));
    return json.close('}').toBytes();
  }

  @Override
  public byte[] failed(ClientError error) {
    return AnswerLines.error(error.text()).toBytes();
  }

  @Override
  public byte[] keepAlive() {
    return NOTHING;
  }
}
