package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientSide;
import io.signalbox.engine.spi.ReplyWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/// How clients of OpenAI's Chat Completions are understood and answered.
final class OpenAiClient implements ClientSide {

  @Override
  public Reading read(byte[] body) {
    try (var cursor = new Cursor(withoutMark(body))) {
      return new Reading.Understood(new RequestReader(cursor).read());
    } catch (BadBody e) {
      return new Reading.Refused(e.error());
    } catch (StreamConstraintsException e) {
      return refused("it is nested too deeply, or holds a name or number that is too long");
    } catch (JacksonException e) {
      return refused(
          "it is not valid JSON in line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
  }

  private static Reading refused(String why) {
    return new Reading.Refused(RequestReader.notJson(why).error());
  }

  /// Without the mark of byte order that some editors put before UTF-8.
  private static byte[] withoutMark(byte[] body) {
    boolean marked =
        body.length >= 3
            && body[0] == (byte) 0xEF
            && body[1] == (byte) 0xBB
            && body[2] == (byte) 0xBF;
    return marked ? java.util.Arrays.copyOfRange(body, 3, body.length) : body;
  }

  @Override
  public ReplyWriter writer(ReplyHead head) {
    var named =
        new ReplyHead(
            "chatcmpl-" + head.id(), head.created(), head.model(), head.stream(), head.usage());
    return head.stream() ? new ReplyStream(named) : new ReplyBody(named);
  }

  @Override
  public ErrorReply error(ClientError error, String request) {
    return new ErrorReply(error.status(), ErrorText.of(error).toBytes());
  }
}
