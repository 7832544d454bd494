package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.openai.ErrorBody;
import io.signalbox.engine.dialect.openai.Failures;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.WireFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Understands an answer that comes as one body. Belongs to one thread.
final class WholeReplyReader implements ReplyReader {
  private boolean finished;

  @Override
  public List<ReplyEvent> read(WireFrame frame) {
    Optional<JsonNode> body = JsonTree.read(frame.data()).filter(JsonNode::isObject);
    if (body.isEmpty()) {
      return List.of(new ReplyEvent.Failed(Ending.unreadable("is not valid JSON")));
    }
    JsonNode response = body.get();
    if (!response.path("output").isArray()) {
      return List.of(new ReplyEvent.Failed(noAnswer(frame.data())));
    }
    List<ReplyEvent> out = new ArrayList<>();
    out.add(Ending.started(response));
    var items = new Items();
    int at = 0;
    for (JsonNode item : response.path("output")) {
      items.whole(at++, item, out);
    }
    out.addAll(Ending.of(response, items.hasCalls()));
    finished = out.getLast() instanceof ReplyEvent.Finished;
    return out;
  }

  private static io.signalbox.engine.chat.Failure noAnswer(byte[] body) {
    ErrorBody error = ErrorBody.of(body);
    return error.message().isEmpty() ? Ending.unreadable("has no output") : Failures.inside(error);
  }

  @Override
  public boolean isFinished() {
    return finished;
  }
}
