package io.signalbox.app.simulate;

import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.snippet.PastedRequest;
import io.signalbox.app.snippet.RequestCode;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.app.tryout.Simulator;
import io.signalbox.engine.spi.ClientDialect;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

/// What can be done with a whole request: paste one, copy it as code, take an earlier prompt.
final class RequestMenu {
  private static final int LONGEST = 60;
  private static final int MOST_SHOWN = 15;

  private final Editor editor;
  private final Notices notices;
  private final Simulator simulator;
  private final PromptHistory history;
  private final Supplier<List<ClientDialect>> dialects;
  private final Supplier<String> base;
  private final Button button;

  /// @param dialects in which a request may be pasted
  /// @param base the address for which code is written
  RequestMenu(
      Editor editor,
      Notices notices,
      Simulator simulator,
      PromptHistory history,
      Supplier<List<ClientDialect>> dialects,
      Supplier<String> base) {
    this.editor = editor;
    this.notices = notices;
    this.simulator = simulator;
    this.history = history;
    this.dialects = dialects;
    this.base = base;
    button = Parts.iconButton(MaterialDesignD.DOTS_HORIZONTAL, "More for this request", this::open);
    button.setId("request-menu");
  }

  /// What opens it.
  Button button() {
    return button;
  }

  private void open() {
    var menu = new ContextMenu();
    menu.getItems().add(item("Paste request", this::paste));
    Stream.of(RequestCode.values())
        .map(each -> item("Copy as " + each.words(), () -> copy(each)))
        .forEach(menu.getItems()::add);
    menu.getItems().addAll(new SeparatorMenuItem(), earlier());
    menu.show(button, Side.BOTTOM, 0, 0);
  }

  private Menu earlier() {
    Menu menu = Parts.menu("Earlier prompts");
    history.all().stream()
        .limit(MOST_SHOWN)
        .map(prompt -> item(shortened(prompt), () -> take(prompt)))
        .forEach(menu.getItems()::add);
    menu.getItems().addAll(new SeparatorMenuItem(), item("Clear history", history::clear));
    menu.setDisable(history.all().isEmpty());
    return menu;
  }

  private static MenuItem item(String words, Runnable action) {
    MenuItem item = Parts.item(words);
    item.setId("request-" + words.toLowerCase(Locale.ROOT).replace(' ', '-'));
    item.setOnAction(e -> action.run());
    return item;
  }

  private static String shortened(String prompt) {
    String line = prompt.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  private void take(String prompt) {
    RequestDraft before = simulator.askProperty().get();
    simulator.compose(before.withPrompt(prompt));
    if (!before.prompt().isBlank() && !before.prompt().equals(prompt)) {
      notices.tell(Notice.said("The prompt was replaced.").with("Undo", back(before)));
    }
  }

  /// What was there comes back only where it was.
  private Runnable back(RequestDraft before) {
    var file = editor.currentProperty().get();
    return () -> {
      if (editor.currentProperty().get().equals(file)) {
        simulator.compose(before);
      }
    };
  }

  /// Puts the request of a curl command or a body in the clipboard in the place of this one.
  void paste() {
    paste(String.valueOf(Clipboard.getSystemClipboard().getString()));
  }

  /// The same of a text.
  void paste(String text) {
    switch (PastedRequest.read(text, dialects.get())) {
      case PastedRequest.Pasted.Refused refused -> notices.tell(Notice.trouble(refused.words()));
      case PastedRequest.Pasted.Taken taken -> {
        RequestDraft before = simulator.askProperty().get();
        simulator.forget();
        simulator.compose(taken.ask());
        String left =
            taken.left().isEmpty() ? "" : " Left out: " + String.join(", ", taken.left()) + ".";
        notices.tell(Notice.said("The request was pasted." + left).with("Undo", back(before)));
      }
    }
  }

  /// Puts a program that sends the request to the proxy into the clipboard.
  void copy(RequestCode code) {
    RequestDraft ask = simulator.askProperty().get();
    String text =
        code.of(
            ask.request(), ask.client().metadata(), editor.document().graph().name(), base.get());
    var content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
    notices.tell(
        Notice.said("Copied as " + code.words() + ". It reads the key from SIGNALBOX_KEY."));
  }
}
