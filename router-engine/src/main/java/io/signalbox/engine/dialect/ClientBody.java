package io.signalbox.engine.dialect;

import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.DuplicateMemberException;
import io.signalbox.engine.spi.ClientDialect.Reading;
import io.signalbox.engine.wire.Utf8;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/// Reads a client's body: text in UTF-8, JSON within limits, no two members of one name. What is
/// wrong is told in the dialect's words.
public final class ClientBody {
  private ClientBody() {}

  /// The words of a dialect for what is wrong with a whole body.
  public interface Words {
    /// It is no JSON object.
    ///
    /// @param why the end of a sentence
    BadBody notJson(String why);

    /// An object has two members of one name.
    BadBody duplicate(DuplicateMemberException twice);
  }

  /// What a reader makes of a body. A [BadBody] that it throws is reported to the client.
  public static Reading read(byte[] body, Words words, Function<Cursor, Reading> reader) {
    int fault = Utf8.fault(body);
    if (fault >= 0) {
      return refused(words.notJson("byte " + fault + " is not part of a UTF-8 character"));
    }
    try (var cursor = Cursor.ofClient(body)) {
      return reader.apply(cursor);
    } catch (BadBody e) {
      return refused(e);
    } catch (DuplicateMemberException e) {
      return refused(words.duplicate(e));
    } catch (StreamConstraintsException e) {
      return refused(
          words.notJson("it is nested too deeply, or contains a name or number that is too long"));
    } catch (JacksonException e) {
      return refused(
          words.notJson(
              "it is not valid JSON in line %d, column %d"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr())));
    }
  }

  private static Reading refused(BadBody why) {
    return new Reading.Refused(why.error());
  }
}
