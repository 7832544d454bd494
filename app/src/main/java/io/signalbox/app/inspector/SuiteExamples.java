package io.signalbox.app.inspector;

import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.testbench.SuiteQuestion;
import io.signalbox.app.tryout.LiveCall;
import io.signalbox.engine.graph.IntentNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The button `From suites…`, and below it the texts of the graph's tests to choose examples of a
/// class from: first those that belong to it.
final class SuiteExamples extends VBox {
  private static final double HEIGHT = 180;

  private final Subject<IntentNode> subject;
  private final Supplier<String> label;
  private final Consumer<List<String>> taken;
  private final Button open;
  private final VBox choice = new VBox();
  private final VBox texts = new VBox();
  private final Label none = Parts.label("", "second");
  private final Button add = Parts.button("", this::add, "small");
  private final List<CheckBox> boxes = new ArrayList<>();
  private List<SuiteQuestion> questions = List.of();
  private Background.Stop asking = Background.Stop.NOTHING;

  /// @param index which class, for the names of controls
  /// @param label the label of the class now
  /// @param taken told the texts that were chosen
  SuiteExamples(
      Subject<IntentNode> subject,
      int index,
      Supplier<String> label,
      Consumer<List<String>> taken) {
    this.subject = subject;
    this.label = label;
    this.taken = taken;
    open = Parts.button("From suites…", this::toggle, "small");
    open.setId("class-suites-" + index);
    add.setId("class-suites-add-" + index);
    getStyleClass().add("pairs");
    choice.getStyleClass().add("pairs");
    texts.getStyleClass().add("suite-texts");
    none.setWrapText(true);
    var scroll = new ScrollPane(texts);
    scroll.setFitToWidth(true);
    scroll.setMaxHeight(HEIGHT);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("pane");
    scroll.visibleProperty().bind(add.visibleProperty());
    scroll.managedProperty().bind(add.visibleProperty());
    choice.getChildren().addAll(none, scroll, new HBox(add));
    Parts.onEscape(choice, this::close);
    getChildren().addAll(open, choice);
    close();
  }

  private void toggle() {
    if (choice.isVisible()) {
      close();
    } else {
      subject.first().ifPresent(this::ask);
    }
  }

  private void close() {
    asking.stop();
    Parts.setShown(choice, false);
  }

  private void ask(IntentNode node) {
    show(List.of(), "Reading suites …");
    asking =
        subject
            .context()
            .questions()
            .of(
                node,
                label.get(),
                found ->
                    show(
                        found,
                        found.isEmpty()
                            ? "The suites beside the graph have no texts that are not examples"
                                + " already."
                            : ""),
                trouble -> show(List.of(), LiveCall.words(trouble)));
  }

  private void show(List<SuiteQuestion> found, String words) {
    questions = found;
    boxes.clear();
    texts.getChildren().clear();
    section("Belong here", true);
    section("Others", false);
    Parts.show(none, words);
    Parts.setShown(none, !words.isEmpty());
    Parts.setShown(add, !found.isEmpty());
    Parts.setShown(choice, true);
    count();
  }

  private void section(String name, boolean likely) {
    List<CheckBox> part =
        questions.stream().filter(each -> each.likely() == likely).map(this::box).toList();
    if (!part.isEmpty()) {
      texts.getChildren().add(Parts.label(name, "second"));
      texts.getChildren().addAll(part);
    }
  }

  private CheckBox box(SuiteQuestion question) {
    CheckBox box = Parts.check(question.text());
    box.setUserData(question.text());
    box.setWrapText(true);
    box.setTooltip(Parts.tooltip(question.test()));
    box.selectedProperty().addListener((o, before, now) -> count());
    boxes.add(box);
    return box;
  }

  private List<String> chosen() {
    return boxes.stream()
        .filter(CheckBox::isSelected)
        .map(Node::getUserData)
        .map(String::valueOf)
        .toList();
  }

  private void count() {
    int count = chosen().size();
    Parts.show(add, "Add " + count + (count == 1 ? " example" : " examples"));
    add.setDisable(count == 0);
  }

  private void add() {
    List<String> chosen = chosen();
    close();
    taken.accept(chosen);
  }
}
