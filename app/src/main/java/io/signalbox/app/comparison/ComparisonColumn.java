package io.signalbox.app.comparison;

import io.signalbox.app.tryout.Answer;
import io.signalbox.app.tryout.LiveCall;
import io.signalbox.app.tryout.LiveCalls;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// One column of a comparison: who answers, and the answer as it comes. For the UI thread.
public final class ComparisonColumn {
  private final ComparisonTarget contestant;
  private final ReadOnlyObjectWrapper<Optional<Answer>> answer =
      new ReadOnlyObjectWrapper<>(this, "answer", Optional.empty());
  private final ReadOnlyBooleanWrapper preferred = new ReadOnlyBooleanWrapper(this, "preferred");
  private Optional<LiveCall> call = Optional.empty();

  ComparisonColumn(ComparisonTarget contestant) {
    this.contestant = contestant;
  }

  /// Who answers.
  public ComparisonTarget contestant() {
    return contestant;
  }

  /// The answer as far as it has come; empty if none was asked for.
  public ReadOnlyObjectProperty<Optional<Answer>> answerProperty() {
    return answer.getReadOnlyProperty();
  }

  /// The same, now.
  public Optional<Answer> answer() {
    return answer.get();
  }

  /// Whether its last answer was preferred.
  public ReadOnlyBooleanProperty preferredProperty() {
    return preferred.getReadOnlyProperty();
  }

  /// Whether an answer is under way.
  public boolean isRunning() {
    return answer().filter(each -> !each.phase().isOver()).isPresent();
  }

  void prefer(boolean now) {
    preferred.set(now);
  }

  void start(LiveCalls calls, RoutingGraph graph, ChatRequest request, Client client) {
    stop();
    preferred.set(false);
    LiveCall begun = calls.start(graph, request, client);
    call = Optional.of(begun);
    begun
        .answerProperty()
        .addListener((o, before, now) -> {
          if (call.equals(Optional.of(begun))) {
            answer.set(Optional.of(now));
          }
        });
    answer.set(Optional.of(begun.answer()));
  }

  /// It cannot be asked.
  void refuse(String trouble) {
    call = Optional.empty();
    answer.set(Optional.of(Answer.refused(trouble)));
  }

  /// Gives the answer up; what has come stays.
  public void stop() {
    call.ifPresent(LiveCall::stop);
  }
}
