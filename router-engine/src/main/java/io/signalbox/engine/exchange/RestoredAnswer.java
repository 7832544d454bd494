package io.signalbox.engine.exchange;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.route.redaction.AnswerRestoration;
import io.signalbox.engine.route.redaction.RedactionMarks;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Gives an answer back what was redacted in its request, right before the client: whoever counts
/// or keeps the answer sees it as the provider gave it. Belongs to one thread, but for [#silent()].
final class RestoredAnswer implements ReplySink {
  private static final byte[] NO_BYTES = {};

  private final ReplySink client;
  private final RedactionMarks marks;
  private final ChatRequest request;
  private final AnswerRestoration restoration;

  /// The client as an answer is to be passed to it. The answer of a copy is never restored.
  ///
  /// @param request what is answered
  static ReplySink of(RedactionMarks marks, ChatRequest request, ReplySink client) {
    return marks.isEmpty() || client.equals(NOBODY)
        ? client
        : new RestoredAnswer(client, marks, request);
  }

  private RestoredAnswer(ReplySink client, RedactionMarks marks, ChatRequest request) {
    this.client = client;
    this.marks = marks;
    this.request = request;
    this.restoration = new AnswerRestoration(marks, request);
  }

  @Override
  public void begin(Beginning beginning) throws IOException {
    client.begin(beginning.rewritten());
  }

  @Override
  public void take(List<ReplyEvent> events, byte[] raw) throws IOException {
    pass(restoration.take(events), raw);
  }

  private void pass(List<ReplyEvent> events, byte[] raw) throws IOException {
    if (!events.isEmpty()) {
      client.take(events, raw);
    }
  }

  @Override
  public void end(Ending ending) throws IOException {
    pass(restoration.flush(), NO_BYTES);
    client.end(ending);
  }

  @Override
  public void broken(Failure failure) throws IOException {
    pass(restoration.flush(), NO_BYTES);
    client.broken(failure);
  }

  @Override
  public Optional<String> objection(List<ReplyEvent> events) {
    return client.objection(new AnswerRestoration(marks, request).take(events));
  }

  @Override
  public boolean tells(ReplyEvent piece) {
    return client.tells(piece);
  }

  @Override
  public boolean finished() {
    return client.finished();
  }

  @Override
  public boolean canGoOn(ChatRequest sent) {
    return client.canGoOn(sent);
  }

  @Override
  public void pause() {
    client.pause();
  }

  @Override
  public void resume() throws IOException {
    client.resume();
  }

  @Override
  public boolean isStopping() {
    return client.isStopping();
  }

  @Override
  public void silent() {
    client.silent();
  }
}
