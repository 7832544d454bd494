package io.signalbox.app.shell;

import io.signalbox.app.compare.ComparePage;
import io.signalbox.app.conform.ConformPage;
import io.signalbox.app.connect.ConnectPage;
import io.signalbox.app.experiments.ExperimentsPage;
import io.signalbox.app.export.ExportPage;
import io.signalbox.app.help.HelpPage;
import io.signalbox.app.kit.Action;
import io.signalbox.app.models.ModelsPage;
import io.signalbox.app.session.Session;
import io.signalbox.app.settings.SettingsPage;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.traffic.TrafficPage;
import io.signalbox.app.welcome.WelcomePage;
import java.util.List;
import java.util.function.Supplier;

/// Makes the pages other than the graph's, each of the parts of the session that it needs.
record PageFactory(Session session, FileDialogs choice) {

  WelcomePage welcome() {
    return new WelcomePage(
        session.editor(),
        session.notices(),
        session.providerAccess(),
        session.storage(),
        session.gatewayFiles(),
        session.preferences(),
        choice,
        session.views());
  }

  ComparePage compare() {
    return new ComparePage(
        session.editor(),
        session.views(),
        session.notices(),
        session.simulator(),
        session.installation(),
        session.comparison(),
        session.matrixBoard(),
        choice);
  }

  TrafficPage traffic() {
    return new TrafficPage(
        session.editor(),
        session.views(),
        session.background(),
        session.installation(),
        session.recordedRequests(),
        session.proxy());
  }

  ExperimentsPage experiments() {
    return new ExperimentsPage(
        session.editor(),
        session.views(),
        session.notices(),
        session.background(),
        session.installation(),
        session.judgeRuns());
  }

  ModelsPage models() {
    return new ModelsPage(
        session.editor(),
        session.views(),
        session.notices(),
        session.installation(),
        session.providerAccess(),
        session.endpointChecks(),
        session.background());
  }

  ConformPage conform() {
    return new ConformPage(session.endpointChecks());
  }

  ConnectPage connect() {
    return new ConnectPage(
        session.editor(),
        session.views(),
        session.notices(),
        session.background(),
        session.installation(),
        session.recordedRequests(),
        session.proxy());
  }

  HelpPage help() {
    return new HelpPage(session.views(), session.notices(), session.installation().engine().home());
  }

  ExportPage export() {
    return new ExportPage(
        session.editor(), session.notices(), session.background(), session.installation(), choice);
  }

  /// @param actions all that can be done, with its usual keys, for the table of shortcuts
  SettingsPage settings(Supplier<List<Action>> actions, Runnable resetPanes) {
    return new SettingsPage(
        session.installation(),
        session.background(),
        session.notices(),
        session.preferences(),
        actions,
        resetPanes);
  }
}
