package io.signalbox.engine.conform;

import io.signalbox.engine.upstream.Delay;
import io.signalbox.engine.upstream.probe.ProbeAnswer;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What lies beneath: limits that headers tell of, connections, and streams that are given up.
final class ConnectionProbe {
  private static final String CANCEL = "connection.cancel";
  private static final String GIVEN_UP =
      "a stream given up after its beginning, then a short question";
  private static final String PAID =
      "A client that goes away is paid for to the end of its answer.";
  private static final int LONG = 256; // tokens of the answer that is given up
  private static final int SLOW_TIMES = 4;

  private final ChatTarget chat;
  private final Notebook notes;
  private final Duration idle;
  private final Duration slow;

  ConnectionProbe(ChatTarget chat, Duration idle, Duration slow) {
    this.chat = chat;
    this.notes = chat.notes();
    this.idle = idle;
    this.slow = slow;
  }

  void run() throws InterruptedException {
    chat.endpoint().needAnswers(false); // a missing one is what is looked for
    chat.endpoint().keepConnections(true);
    EndpointReply first = hello();
    limits(first);
    connections(first);
    chat.endpoint().keepConnections(false);
    cancel();
  }

  private EndpointReply hello() {
    return chat.send(chat.body(ChatTarget.HELLO, ChatTarget.FEW));
  }

  private void limits(EndpointReply reply) {
    List<String> told =
        reply.answer().headers().keySet().stream()
            .filter(name -> name.contains("ratelimit"))
            .sorted()
            .toList();
    if (told.isEmpty()) {
      notes.no(
          "connection.limits",
          "headers of rate limits",
          "none",
          "it tells of none",
          "Signalbox learns limits from 429 only.");
    } else {
      notes.yes(
          "connection.limits",
          "headers of rate limits",
          told.size() + " headers, as " + told.getFirst());
    }
  }

  private void connections(EndpointReply first) throws InterruptedException {
    String question = "a second request over the same connection";
    boolean told = first.answer().header("connection").equalsIgnoreCase("close");
    EndpointReply second = hello();
    if (told) {
      notes.no(
          "connection.kept",
          question,
          "connection: close",
          "it closes after each answer and says so",
          "Each call opens a connection.");
      return;
    }
    if (second.answer().status() == 0
        || second.answer().connection() != first.answer().connection()) {
      notes.broken(
          "connection.kept",
          question,
          second.answer().status() == 0 ? second.answer().trouble() : "a new connection",
          "it closes the connection after an answer without saying so",
          "Signalbox looks at a connection before it is used again; clients that are called"
              + " directly may fail.");
      return;
    }
    notes.yes("connection.kept", question, "the same one");
    afterIdle(second);
  }

  private void afterIdle(EndpointReply before) throws InterruptedException {
    if (idle.isZero()) {
      return;
    }
    String question = "the same after " + idle.toSeconds() + " s";
    Delay.real().pass(idle);
    EndpointReply third = hello();
    if (third.answer().status() != 0
        && third.answer().connection() == before.answer().connection()) {
      notes.yes("connection.idle", question, "still open");
    } else {
      notes.no(
          "connection.idle",
          question,
          "closed",
          "it closes connections that are idle",
          "Signalbox keeps connections to plain servers for 4 s, and looks before it uses one.");
    }
  }

  /// A server that goes on with an answer that nobody reads has its place taken. Where it answers
  /// several at once this does not show.
  private void cancel() {
    long usual = Math.max(hello().answer().millis(), 1);
    ObjectNode body = chat.body(ParameterProbe.COUNT, LONG).put("stream", true);
    EndpointReply left =
        chat.endpoint().post(Endpoint.posting(chat.path(), body).leavingAfter(2), body, LONG);
    if (left.answer().end() != ProbeAnswer.End.LEFT) {
      notes.unclear(
          CANCEL, GIVEN_UP, left.brief(), "the answer was over before it could be given up");
      return;
    }
    EndpointReply next = hello();
    if (next.isTurnedAway()) {
      notes.unclear(CANCEL, GIVEN_UP, next.brief(), "another error came");
      return;
    }
    afterwards(next.answer(), usual);
  }

  /// @param usual how long such an answer takes otherwise, in milliseconds
  private void afterwards(ProbeAnswer next, long usual) {
    String came =
        next.status() == 0 ? next.trouble() : next.millis() + " ms, before " + usual + " ms";
    if (next.status() == 0 || next.end() == ProbeAnswer.End.LATE) {
      notes.broken(
          CANCEL,
          GIVEN_UP,
          came,
          "it goes on with the answer that nobody reads, and answers nothing else meanwhile",
          PAID);
    } else if (next.millis() > slow.toMillis() && next.millis() > SLOW_TIMES * usual) {
      notes.broken(
          CANCEL,
          GIVEN_UP,
          came,
          "the next answer took much longer, so it probably went on with the one that was given up",
          PAID);
    } else {
      notes.yes(CANCEL, GIVEN_UP, came, "A server that answers several at once may go on unseen.");
    }
  }
}
