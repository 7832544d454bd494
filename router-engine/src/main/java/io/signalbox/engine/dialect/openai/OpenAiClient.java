package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.DuplicateMemberException;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientSide;
import io.signalbox.engine.spi.ReplyWriter;
import io.signalbox.engine.wire.Utf8;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/// How clients of OpenAI's Chat Completions are understood and answered.
final class OpenAiClient implements ClientSide {

  @Override
  public Reading read(byte[] body) {
    int fault = Utf8.fault(body);
    if (fault >= 0) {
      return refused("byte " + fault + " belongs to no character in UTF-8");
    }
    try (var cursor = Cursor.ofClient(body)) {
      return new Reading.Understood(new RequestReader(cursor).read());
    } catch (BadBody e) {
      return new Reading.Refused(e.error());
    } catch (DuplicateMemberException e) {
      return new Reading.Refused(BadBody.duplicate(e.path()).error());
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

  @Override
  public ReplyWriter writer(ReplyHead head) {
    var named =
        new ReplyHead(
            "chatcmpl-" + head.id(), head.created(), head.model(), head.stream(), head.usage());
    return head.stream() ? new ReplyStream(named) : new ReplyBody(named);
  }

  @Override
  public ErrorReply error(ClientError error, String request) {
    return new ErrorReply(error.status(), ErrorWords.body(error).toBytes());
  }
}
