package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.ArgumentsBalance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tool calls of one answer, put together from pieces that may lack an index, an id or a name.
/// Belongs to one thread.
final class CallTracker {
  private final List<Call> calls = new ArrayList<>();
  private final Map<Integer, Call> byIndex = new HashMap<>();
  private final Map<String, Call> byId = new HashMap<>();
  private int announced;

  /// A piece of a call as it came.
  ///
  /// @param index the provider's index; -1 if it gave none
  /// @param id empty if it gave none
  /// @param name empty if it gave none
  /// @param arguments more of the arguments, or of the text of a custom tool
  /// @param custom whether it is of a custom tool
  record Piece(int index, String id, String name, String arguments, boolean custom) {}

  private static final class Call {
    private final String id;
    private int position = -1;
    private final StringBuilder waiting = new StringBuilder();
    private final ArgumentsBalance arguments = new ArgumentsBalance();
    private boolean argued;
    private final boolean custom;

    Call(String id, boolean custom) {
      this.id = id;
      this.custom = custom;
    }

    boolean announced() {
      return position >= 0;
    }

    /// Adds what came, and gives it as more of the arguments.
    String add(String more) {
      String said = custom && !more.isEmpty() ? CustomInput.more(more, !argued) : more;
      arguments.add(said);
      argued |= !said.isBlank();
      return said;
    }

    boolean isWhole() {
      return !argued || arguments.areWhole();
    }
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /// Whether no call was cut in the middle of its arguments.
  boolean areWhole() {
    return calls.stream().allMatch(Call::isWhole);
  }

  /// What a piece adds to the answer.
  ///
  /// @param reply the answer's id, from which ids are made for calls that have none
  void accept(Piece piece, String reply, List<ReplyEvent> out) {
    Call call = known(piece).orElseGet(() -> begin(piece, reply));
    String more = call.add(piece.arguments());
    if (!call.announced() && !piece.name().isEmpty()) {
      announce(call, piece.name(), out);
    }
    if (!call.announced()) {
      call.waiting.append(more);
    } else if (!more.isEmpty()) {
      out.add(new ReplyEvent.ToolCallDelta(call.position, more));
    }
  }

  /// Calls whose name never came, and the end of what custom tools are told.
  void finish(List<ReplyEvent> out) {
    for (Call call : calls) {
      if (!call.announced()) {
        announce(call, "", out);
      }
      if (call.custom) {
        out.add(new ReplyEvent.ToolCallDelta(call.position, CustomInput.last(call.argued)));
        call.arguments.add(CustomInput.last(call.argued));
      }
    }
  }

  /// Calls are counted as they are told of, which is when their names come.
  private void announce(Call call, String name, List<ReplyEvent> out) {
    call.position = announced++;
    out.add(new ReplyEvent.ToolCallStarted(call.position, call.id, name));
    if (!call.waiting.isEmpty()) {
      out.add(new ReplyEvent.ToolCallDelta(call.position, call.waiting.toString()));
      call.waiting.setLength(0);
    }
  }

  private Optional<Call> known(Piece piece) {
    if (piece.index() >= 0) {
      return Optional.ofNullable(byIndex.get(piece.index())).filter(call -> !isOther(call, piece));
    } else if (!piece.id().isEmpty()) {
      return Optional.ofNullable(byId.get(piece.id()));
    }
    boolean continues = piece.name().isEmpty() && !calls.isEmpty();
    return continues ? Optional.of(calls.getLast()) : Optional.empty();
  }

  /// Some servers give every call of an answer the index 0.
  private static boolean isOther(Call call, Piece piece) {
    return call.announced()
        && !piece.name().isEmpty()
        && !piece.id().isEmpty()
        && !piece.id().equals(call.id);
  }

  private Call begin(Piece piece, String reply) {
    int position = calls.size();
    String id = piece.id().isEmpty() ? made(piece, reply, position) : piece.id();
    var call = new Call(id, piece.custom());
    calls.add(call);
    byId.put(id, call);
    if (piece.index() >= 0) {
      byIndex.put(piece.index(), call);
    }
    return call;
  }

  private static String made(Piece piece, String reply, int position) {
    return "call_" + ShortIds.of(reply + "/" + piece.name() + "/" + piece.arguments()) + position;
  }
}
