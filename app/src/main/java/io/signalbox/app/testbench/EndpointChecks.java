package io.signalbox.app.testbench;

import io.signalbox.app.fx.Background;
import io.signalbox.app.fx.Mailbox;
import io.signalbox.app.keys.KeyConfirmations;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.engine.api.ConformWish;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.conform.ConformFinding;
import io.signalbox.engine.conform.ConformReport;
import io.signalbox.engine.conform.LearnedProvider;
import io.signalbox.engine.conform.LearnedTraits;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.providers.OwnProvider;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What an endpoint really does, asked for while other things are looked at. For the UI thread.
public final class EndpointChecks {
  private final Engine engine;
  private final Background background;
  private final Notices notices;
  private final KeyConfirmations keys;
  private final StringProperty address =
      new SimpleStringProperty(this, "address", "http://127.0.0.1:8080/v1");
  private final ObservableList<ConformFinding> rows = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<CheckPhase> phase =
      new ReadOnlyObjectWrapper<>(this, "phase", new CheckPhase.NotBegun());
  private final Mailbox<ConformFinding> told = new Mailbox<>(rows::addAll);
  private Background.Stop running = Background.Stop.NOTHING;

  public EndpointChecks(
      Engine engine, Background background, Notices notices, KeyConfirmations keys) {
    this.engine = engine;
    this.background = background;
    this.notices = notices;
    this.keys = keys;
  }

  /// How far a check is.
  public sealed interface CheckPhase {
    /// Nothing was asked yet.
    record NotBegun() implements CheckPhase {}

    /// Questions are being asked.
    record Asking() implements CheckPhase {}

    /// It is over.
    record Asked(ConformReport report) implements CheckPhase {}

    /// It could not be done.
    ///
    /// @param why for a person
    record Failed(String why) implements CheckPhase {}
  }

  /// The address that is to be asked.
  public StringProperty addressProperty() {
    return address;
  }

  /// What was found so far.
  public ObservableList<ConformFinding> rows() {
    return rows;
  }

  public ReadOnlyObjectProperty<CheckPhase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  /// What is wrong with what was typed; empty if nothing is.
  public static Optional<String> fault(String address, String key) {
    if (!Model.isAddress(address.strip())) {
      return Optional.of("Write a plain http or https address, as http://127.0.0.1:8080/v1.");
    }
    return key.isBlank() || KeyRef.read(key.strip()).isPresent()
        ? Optional.empty()
        : Optional.of("Write the key's place, as env:NAME or vault:NAME.");
  }

  /// What is to be asked.
  ///
  /// @param model empty: the first one that is listed
  /// @param key its place; empty: the provider's usual key, or none
  public static ConformWish wish(String address, String model, String key) {
    return new ConformWish(
        address.strip(),
        Optional.of(model.strip()).filter(each -> !each.isEmpty()),
        KeyRef.read(key.strip()),
        Optional.empty());
  }

  /// Asks an endpoint; an earlier check is stopped.
  public void begin(ConformWish wish) {
    running.stop();
    rows.clear();
    phase.set(new CheckPhase.Asking());
    running =
        background.run(
            () -> engine.conform(wish, keys.waiting(), told::post),
            this::asked,
            failed -> phase.set(new CheckPhase.Failed(String.valueOf(failed.getMessage()))));
  }

  /// Asks the address that is there, if that stays on this machine.
  public void beginLocal() {
    var wish = wish(address.get(), "", "");
    if (fault(address.get(), "").isEmpty() && wish.isLocal()) {
      begin(wish);
    }
  }

  private void asked(ConformReport report) {
    rows.setAll(report.findings());
    phase.set(
        report.learned().isEmpty() && !report.trouble().isEmpty()
            ? new CheckPhase.Failed(report.trouble())
            : new CheckPhase.Asked(report));
  }

  /// Asks no more; what was found stays.
  public void stop() {
    running.stop();
    if (phase.get() instanceof CheckPhase.Asking) {
      phase.set(new CheckPhase.Failed("It was stopped."));
    }
  }

  /// Keeps what was found as a provider of the user's own.
  public void save(String id, ConformReport report, LearnedTraits learned) {
    String name = id.strip();
    OwnProvider own =
        LearnedProvider.of(name, report.address(), learned, LocalDate.now(ZoneId.systemDefault()));
    background.run(
        () -> {
          Optional<String> fault = engine.ownProviderFault(name);
          if (fault.isEmpty()) {
            engine.keepProvider(own);
          }
          return fault;
        },
        fault ->
            notices.tell(
                fault.map(EndpointChecks::refused).orElseGet(() -> saved(name, report.model()))),
        failed -> notices.tell(Notice.trouble(String.valueOf(failed.getMessage()))));
  }

  private static Notice refused(String fault) {
    return Notice.trouble("Not saved: " + fault + ". Choose another name.");
  }

  private static Notice saved(String name, String model) {
    return Notice.said(
        "Saved. Graphs name it as { provider: %s, model: %s } after the next start."
            .formatted(name, model));
  }
}
