package io.signalbox.engine.dialect;

import io.signalbox.engine.chat.EmbeddingVector;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.WireFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/// Understands an answer that is one body of vectors, which are cut out as they were written.
/// Belongs to one thread.
public final class VectorsReader implements ReplyReader {
  private final Members members;
  private final Function<byte[], Optional<Failure>> trouble;
  private boolean finished;

  /// What a body holds, as a dialect's reader finds it. Belongs to one thread.
  public static final class VectorBody {
    private final TreeMap<Integer, EmbeddingVector> vectors = new TreeMap<>();
    private String id = "";
    private String model = "";
    private Optional<Usage> usage = Optional.empty();
    private int place;
    private Optional<EmbeddingVector> current = Optional.empty();
    private boolean broken;

    /// The provider's id of the answer.
    public void id(String text) {
      id = text;
    }

    /// The model that answered, in the provider's words.
    public void model(String name) {
      model = name;
    }

    /// What was used, for all or for another one of the texts.
    public void used(Usage more) {
      usage = Optional.of(usage.map(more::plus).orElse(more));
    }

    /// A vector begins, whose place may be told before it or behind it.
    public void open() {
      place = vectors.size();
      current = Optional.empty();
    }

    /// The place of its text.
    public void index(int index) {
      place = index;
    }

    /// Its numbers: an array, or packed floats.
    public void vector(Cursor cursor) {
      current =
          cursor.isString()
              ? EmbeddingVector.ofPacked(cursor.text())
              : EmbeddingVector.ofDecimals(cursor.raw());
    }

    /// A vector ends.
    public void close() {
      broken |= current.isEmpty() || vectors.containsKey(place);
      current.ifPresent(each -> vectors.put(place, each));
    }

    /// The next vector, which is told by nothing but its place in the list.
    public void next(Cursor cursor) {
      open();
      vector(cursor);
      close();
    }

    /// Vectors in a list, or such lists by their types, of which `float` is read.
    public void byType(Cursor cursor) {
      if (cursor.isArray()) {
        while (cursor.nextElement()) {
          next(cursor);
        }
      } else if (cursor.isObject()) {
        while (cursor.nextMember()) {
          if (cursor.name().equals("float")) {
            byType(cursor);
          } else {
            cursor.skip();
          }
        }
      } else {
        cursor.skip();
      }
    }

    private boolean isWhole() {
      boolean inARow = vectors.isEmpty() || vectors.lastKey() == vectors.size() - 1;
      return !broken && inARow && !vectors.isEmpty() && vectors.firstKey() == 0;
    }

    private List<ReplyEvent> events() {
      var events = new ArrayList<ReplyEvent>();
      events.add(new ReplyEvent.Started(id, model));
      vectors.forEach((index, vector) -> events.add(new ReplyEvent.Embedded(index, vector)));
      usage.ifPresent(told -> events.add(new ReplyEvent.UsageReported(told)));
      events.add(new ReplyEvent.Finished(FinishReason.STOP, "stop"));
      return events;
    }
  }

  /// The members of a dialect's bodies.
  @FunctionalInterface
  public interface Members {
    /// Takes the member at the cursor, or passes over it.
    void take(String name, Cursor cursor, VectorBody found);
  }

  /// @param trouble what a body without vectors says of an error; empty if nothing
  public VectorsReader(Members members, Function<byte[], Optional<Failure>> trouble) {
    this.members = members;
    this.trouble = trouble;
  }

  @Override
  public List<ReplyEvent> read(WireFrame frame) {
    var found = new VectorBody();
    try (var cursor = new Cursor(frame.data())) {
      if (!cursor.open()) {
        return failed(frame);
      }
      while (cursor.nextMember()) {
        members.take(cursor.name(), cursor, found);
      }
    } catch (JacksonException e) {
      return failed(frame);
    }
    if (!found.isWhole()) {
      return failed(frame);
    }
    finished = true;
    return found.events();
  }

  private List<ReplyEvent> failed(WireFrame frame) {
    Failure failure =
        trouble
            .apply(frame.data())
            .orElseGet(() ->
                Failure.of(
                    FailureClass.INTERRUPTED,
                    0,
                    "The provider's answer cannot be read: it holds no vectors."));
    return List.of(new ReplyEvent.Failed(failure));
  }

  @Override
  public boolean isFinished() {
    return finished;
  }
}
