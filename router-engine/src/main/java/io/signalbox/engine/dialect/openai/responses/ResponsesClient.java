package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.dialect.openai.ErrorWords;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.DuplicateMemberException;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientSide;
import io.signalbox.engine.spi.ReplyWriter;
import io.signalbox.engine.wire.Utf8;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/// How clients of OpenAI's Responses API are understood and answered, without keeping anything from
/// one request to the next. Without state, safe for threads.
public final class ResponsesClient implements ClientSide {
  @Override
  public Reading read(byte[] body) {
    return read(body, true);
  }

  @Override
  public Reading readToCount(byte[] body) {
    return read(body, false);
  }

  private static Reading read(byte[] body, boolean answer) {
    int fault = Utf8.fault(body);
    if (fault >= 0) {
      return refused("byte " + fault + " belongs to no character in UTF-8");
    }
    try (var cursor = Cursor.ofClient(body)) {
      return new RequestReader(cursor).read(answer);
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
    return new Reading.Refused(BadBody.notJson(why).error());
  }

  @Override
  public byte[] count(int tokens) {
    return new JsonText()
        .open('{')
        .member("object", "response.input_tokens")
        .member("input_tokens", tokens)
        .close('}')
        .toBytes();
  }

  @Override
  public ReplyWriter writer(ReplyHead head) {
    return head.stream() ? new StreamWriter(head) : new WholeWriter(head);
  }

  @Override
  public ErrorReply error(ClientError error, String request) {
    return new ErrorReply(error.status(), ErrorWords.body(error).toBytes());
  }
}
