package io.signalbox.app.keys;

import io.signalbox.app.fx.Background;
import io.signalbox.app.fx.Mailbox;
import io.signalbox.app.fx.Ui;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.KeyApproval;
import io.signalbox.engine.api.KeyUse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Asks the user whether a key may go to a server that was not confirmed for it: one question after
/// the other, each only when a live call is about to be made with the key. What is declined is
/// remembered until the program ends, what is allowed in the home. For the UI thread, but for the
/// consents, which are for the threads of the calls.
public final class KeyConfirmations {
  /// After this a call goes on without the key.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int MOST_OPEN = 100;

  private final Engine engine;
  private final Background background;
  private final Notices notices;
  private final ProviderAccess machine;
  private final Set<KeyConfirmation.Pair> declined = ConcurrentHashMap.newKeySet();
  private final Deque<KeyConfirmation> open = new ArrayDeque<>(); // guarded by itself
  private final Mailbox<KeyConfirmation> mailbox = new Mailbox<>(news -> show());
  private final ReadOnlyObjectWrapper<Optional<Asked>> asked =
      new ReadOnlyObjectWrapper<>(this, "asked", Optional.empty());

  public KeyConfirmations(
      Engine engine, Background background, Notices notices, ProviderAccess machine) {
    this.engine = engine;
    this.background = background;
    this.notices = notices;
    this.machine = machine;
  }

  /// A question as it is shown.
  ///
  /// @param words with the key's name and the server
  /// @param more why it is asked, and what is to be considered
  public record Asked(String words, String more) {}

  /// The question that is to be answered next.
  public ReadOnlyObjectProperty<Optional<Asked>> askedProperty() {
    return asked.getReadOnlyProperty();
  }

  /// For calls of the user's own: they wait for the answer.
  public KeyApproval waiting() {
    return use -> {
      boolean waits = !Ui.isHere(); // whoever is to answer must not wait for the answer
      return question(use, waits).filter(each -> waits).filter(this::awaited).isPresent();
    };
  }

  /// For calls of apps: they go on without the key, and it is there for the next one.
  public KeyApproval passing() {
    return use -> {
      var _ = question(use, false);
      return false;
    };
  }

  /// The question about a key and a server, asked now or before; empty if it was declined.
  private Optional<KeyConfirmation> question(KeyUse use, boolean waits) {
    var pair = KeyConfirmation.Pair.of(use);
    if (declined.contains(pair)) {
      return Optional.empty();
    }
    synchronized (open) {
      var there = open.stream().filter(each -> each.pair().equals(pair)).findFirst();
      var question =
          there.isPresent() || open.size() >= MOST_OPEN ? there : Optional.of(asked(use));
      question.filter(each -> waits).ifPresent(KeyConfirmation::join);
      return question;
    }
  }

  private KeyConfirmation asked(KeyUse use) {
    var question = new KeyConfirmation(use);
    open.add(question);
    mailbox.post(question);
    return question;
  }

  private boolean awaited(KeyConfirmation question) {
    Optional<Boolean> reply = question.reply().await(PATIENCE);
    left(question, reply.isPresent());
    return reply.orElse(false);
  }

  /// A question for whose answer nobody waits any more is taken back.
  private void left(KeyConfirmation question, boolean answered) {
    synchronized (open) {
      if (question.leave() && !answered && open.remove(question)) {
        mailbox.post(question);
      }
    }
  }

  private void close(KeyConfirmation question) {
    synchronized (open) {
      open.remove(question);
    }
  }

  private Optional<KeyConfirmation> first() {
    synchronized (open) {
      return Optional.ofNullable(open.peek());
    }
  }

  private void show() {
    asked.set(first().map(KeyConfirmation::words));
  }

  /// Keeps the key here until the program ends.
  public void decline() {
    first()
        .ifPresent(question -> {
          declined.add(question.pair());
          answered(question, false);
        });
  }

  /// Confirms the server for the key.
  public void allow() {
    first().ifPresent(this::allow);
  }

  private void allow(KeyConfirmation question) {
    var pair = question.pair();
    background.run(
        () -> {
          engine.store().bindings().allow(pair.key(), pair.origin());
          return true;
        },
        done -> {
          answered(question, true);
          machine.readServers();
        },
        trouble -> {
          answered(question, false);
          notices.tell(
              Notice.trouble(
                  "The server could not be confirmed: "
                      + Wording.why(trouble)
                      + ". The key was not sent."));
        });
  }

  private void answered(KeyConfirmation question, boolean allowed) {
    close(question);
    question.reply().give(allowed);
    show();
  }

  /// Nobody answers any more; calls that wait go on without their keys.
  public void end() {
    List<KeyConfirmation> all;
    synchronized (open) {
      all = List.copyOf(open);
      open.clear();
    }
    all.forEach(each -> each.reply().give(false));
    show();
  }
}
