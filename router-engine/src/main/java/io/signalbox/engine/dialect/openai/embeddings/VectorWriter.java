package io.signalbox.engine.dialect.openai.embeddings;

import io.signalbox.engine.chat.EmbeddingVector;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.GatheredVectors;
import io.signalbox.engine.dialect.openai.ErrorWords;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.List;
import java.util.Optional;

/// The vectors as one body, in the form that the client asked for. Belongs to one thread.
final class VectorWriter implements ReplyWriter {
  private static final byte[] NOTHING = {};

  private final ReplyHead head;
  private final boolean packed;
  private final GatheredVectors vectors;

  VectorWriter(ReplyHead head) {
    this.head = head;
    this.packed = head.repeated().getOrDefault(RequestReader.FORMAT, "").equals("\"base64\"");
    this.vectors =
        new GatheredVectors(
            Integer.parseInt(head.repeated().getOrDefault(RequestReader.INPUTS, "1")));
  }

  @Override
  public byte[] write(ReplyEvent event) {
    vectors.take(event);
    return NOTHING;
  }

  /// Not if a server has ignored the wish for base64: clients that asked for it read nothing else.
  @Override
  public boolean passesOn(List<ReplyEvent> first) {
    return first.stream()
        .allMatch(event ->
            !(event instanceof ReplyEvent.Embedded embedded)
                || packed == (embedded.vector() instanceof EmbeddingVector.Packed));
  }

  @Override
  public Optional<String> objection(List<ReplyEvent> events) {
    return vectors.objection(events);
  }

  /// Usage is a part of this answer that must be there, so it is our own count where the provider
  /// told none.
  @Override
  public byte[] end(Optional<Usage> usage) {
    var json = new JsonText().open('{').member("object", "list").name("data").open('[');
    int index = 0;
    for (EmbeddingVector vector : vectors.all()) {
      json.open('{').member("object", "embedding").member("index", index++).name("embedding");
      (packed ? json.string(vector.packed()) : json.raw(vector.decimals())).close('}');
    }
    json.close(']').member("model", head.model()).name("usage").open('{');
    long tokens =
        usage.map(Usage::promptTokens).orElseGet(() -> (long) head.promptTokens().getAsInt());
    json.member("prompt_tokens", tokens).member("total_tokens", tokens).close('}');
    return json.close('}').toBytes();
  }

  @Override
  public byte[] failed(ClientError error) {
    return ErrorWords.body(error).toBytes();
  }

  @Override
  public byte[] keepAlive() {
    return NOTHING;
  }
}
