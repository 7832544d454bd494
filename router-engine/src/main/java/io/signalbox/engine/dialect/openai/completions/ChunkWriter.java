package io.signalbox.engine.dialect.openai.completions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.openai.ErrorWords;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.Optional;

/// An answer as a stream of chunks. Belongs to one thread.
final class ChunkWriter implements ReplyWriter {
  private static final byte[] NOTHING = {};

  private final ReplyHead head;
  private final ChoiceText choice;
  private boolean echoed;
  private boolean finished;

  ChunkWriter(ReplyHead head) {
    this.head = head;
    this.choice = new ChoiceText(head);
  }

  @Override
  public byte[] write(ReplyEvent event) {
    if (event instanceof ReplyEvent.Finished end) {
      finished = true;
      return chunk(choice.body(echoed(""), Optional.of(end.reason()), Optional.empty()));
    }
    Optional<String> said = ChoiceText.said(event).filter(text -> !text.isEmpty());
    return said.map(text -> chunk(choice.body(echoed(text), Optional.empty(), Optional.empty())))
        .orElse(NOTHING);
  }

  /// The prompt comes before the first words.
  private String echoed(String text) {
    String before = echoed ? "" : choice.echo();
    echoed = true;
    return before + text;
  }

  private static byte[] chunk(JsonText json) {
    return ("data: " + json + "\n\n").getBytes(UTF_8);
  }

  @Override
  public boolean finished() {
    return finished && !head.usage();
  }

  @Override
  public byte[] end(Optional<Usage> usage) {
    String told =
        head.usage() && usage.isPresent() ? "data: " + choice.usage(usage.get()) + "\n\n" : "";
    return (told + "data: [DONE]\n\n").getBytes(UTF_8);
  }

  @Override
  public byte[] failed(ClientError error) {
    return chunk(ErrorWords.body(error));
  }

  @Override
  public byte[] keepAlive() {
    return ": keep-alive\n\n".getBytes(UTF_8);
  }
}
