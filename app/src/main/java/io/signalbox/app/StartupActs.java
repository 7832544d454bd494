package io.signalbox.app;

import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;

/// What a start asks for once its graph is open. For the UI thread.
record StartupActs(Session session, Workbench workbench) {

  /// Selects, asks the prompt, then does the actions in their order.
  ///
  /// @throws IllegalArgumentException if there is no such action; its message is for the user
  void perform(Arguments arguments) {
    select(arguments);
    if (!arguments.prompt().isEmpty()) {
      workbench.simulate(arguments.prompt(), arguments.metadata());
    }
    arguments.acts().forEach(this::act);
  }

  /// Selects what is to be selected, if anything.
  void select(Arguments arguments) {
    if (!arguments.select().isEmpty()) {
      session.editor().select(arguments.select());
    }
  }

  /// @throws IllegalArgumentException if there is no such action; its message is for the user
  void act(String id) {
    workbench.actions().stream()
        .filter(action -> action.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no action " + id + "."))
        .fire();
  }
}
