package io.signalbox.app.inspector;

import static java.util.stream.Collectors.joining;

import io.signalbox.app.kit.Format;
import io.signalbox.app.kit.Formats;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the form of a kind of node of its format: a control for each field, chosen by what the
/// field can hold. Targets are shown by [NodeForms] as exits; lists, records and conditions on
/// requests are edited as text, or in a form that a kind has of its own.
///
/// For example, `Field.required("usd", FieldType.MONEY, …).titled("At most")` becomes a field "At
/// most" that reads and shows dollars.
///
/// @param <N> the kind of node
/// @param type its record
record FormatForm<N extends Node>(
    InspectorContext context, Class<N> type, RecordFormat<N> format, Form<N> form) {

  /// The form with all fields.
  Form<N> filled() {
    format.fields().forEach(this::add);
    return form;
  }

  private <T> void add(Field<N, T> field) {
    switch (field.type()) {
      case FieldType.Text(var extent) -> text(narrowed(field), extent);
      case FieldType.Whole whole ->
          figure(narrowed(field), Formats.whole(whole.least(), whole.most()));
      case FieldType.Truth truth -> truth(narrowed(field));
      case FieldType.Scalar<T> scalar -> scalar(field, scalar);
      case FieldType.Scalars<?> list -> list(field, list);
      case FieldType.Word<T> word -> choice(field, word);
      case FieldType.Words<?> words -> {}
      case FieldType.Texts texts -> {}
      case FieldType.Target target -> {}
      case FieldType.Targets targets -> {}
      case FieldType.Cel cel when cel.ofModel() -> models(narrowed(field));
      case FieldType.Cel cel -> {}
      case FieldType.Members members -> {}
      case FieldType.Section<T> section -> {}
      case FieldType.Items<?> items -> {}
      case FieldType.TargetsByLabel targets -> {}
      case FieldType.ByLabel<?> records -> {}
      case FieldType.NotYet later -> {}
    }
  }

  @SuppressWarnings("unchecked") // the type of the field says what it holds
  private static <N, T> Field<N, T> narrowed(Field<N, ?> field) {
    return (Field<N, T>) field;
  }

  private void text(Field<N, String> field, FieldType.Text.Extent extent) {
    switch (extent) {
      case LINES -> prose(field);
      case LINE -> line(field);
      case FILE -> file(field);
    }
  }

  private void prose(Field<N, String> field) {
    form.prose(
        field.title(),
        node -> field.value(node).filter(text -> !text.isEmpty()),
        (node, text) -> with(node, field, text));
  }

  private void line(Field<N, String> field) {
    form.value(
        field.title(),
        Formats.text(),
        node -> field.value(node).orElse(""),
        (node, text) -> with(node, field, Optional.of(text.strip()).filter(t -> !t.isEmpty())));
  }

  private void file(Field<N, String> field) {
    var path = new FileField(context, field.title(), Form.slug(field.title()));
    path.onTaken(text ->
        form.subject()
            .change(
                Form.what(field.title()),
                node -> with(node, field, Optional.of(text).filter(t -> !t.isEmpty()))));
    form.part(
        field.title(),
        path,
        () ->
            form.subject()
                .common(node -> field.value(node).orElse(""))
                .ifPresentOrElse(path::show, path::showSeveral));
  }

  private void truth(Field<N, Boolean> field) {
    form.choice(
        field.title(),
        List.of(false, true),
        yes -> yes ? "On" : "Off",
        node -> field.value(node).orElse(false),
        field.with());
  }

  /// A condition on models.
  private void models(Field<N, Condition> field) {
    var editor =
        new ConditionEditor(context.editor(), field.title(), ConditionLanguage.MODEL).optional();
    Subject<N> subject = form.subject();
    editor.onTaken(
        condition -> subject.type("Change " + field.key(), node -> with(node, field, condition)));
    form.part(
        editor.name(),
        editor,
        () -> subject.first().ifPresent(node -> editor.show(field.value(node))));
  }

  private <T> void scalar(Field<N, T> field, FieldType.Scalar<T> scalar) {
    switch (scalar.name()) {
      case "money" ->
          figure(narrowed(field), Formats.mapped(Formats.money(), Money::new, Money::usd));
      case "duration" -> figure(narrowed(field), Formats.duration());
      case "scope" -> scope(narrowed(field));
      default -> figure(field, written(scalar));
    }
  }

  private static <T> Format<T> written(FieldType.Scalar<T> scalar) {
    return Formats.of(
        text ->
            scalar
                .reading()
                .apply(text.strip())
                .map(Format::value)
                .orElseGet(() -> Format.fault(scalar.fix())),
        scalar.writing());
  }

  private <X> void list(Field<N, ?> field, FieldType.Scalars<X> type) {
    FieldType.Scalar<X> each = type.each();
    figure(
        FormatForm.<N, List<X>>narrowed(field),
        Formats.of(
            text -> several(text, each),
            values -> values.stream().map(each.writing()).collect(joining(", "))));
  }

  /// Values between commas.
  private static <X> Format.Reading<List<X>> several(String text, FieldType.Scalar<X> each) {
    var values = new ArrayList<X>();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      Optional<X> value = each.reading().apply(part.strip());
      if (value.isEmpty()) {
        return Format.fault(each.fix() + " Separate several by commas.");
      }
      values.add(value.get());
    }
    return Format.value(List.copyOf(values));
  }

  private void scope(Field<N, Scope> field) {
    form.suggested(
        field.title(),
        true,
        new Scopes(context.editor())::offers,
        node -> field.value(node).map(Scope::id).orElse(""),
        (node, of) -> Scope.read(of).map(scope -> field.with().apply(node, scope)).orElse(node));
  }

  private <T> void choice(Field<N, T> field, FieldType.Word<T> word) {
    form.choice(
        field.title(),
        List.copyOf(word.words().sequencedValues()),
        value -> NodeForms.plain(value.toString()),
        node -> field.value(node).orElseGet(word.words().firstEntry()::getValue),
        (node, value) -> field.with().apply(node, value));
  }

  private <T> void figure(Field<N, T> field, Format<T> format) {
    form.figure(
        field.title(),
        field.required() || field.usual().isPresent() ? needed(format) : Formats.optional(format),
        field::value,
        (node, value) -> with(node, field, value));
  }

  private static <T> Format<Optional<T>> needed(Format<T> format) {
    return Formats.mapped(
        format, Optional::of, value -> value.orElseThrow(IllegalStateException::new));
  }

  private <T> N with(N node, Field<N, T> field, Optional<T> value) {
    return value
        .map(each -> field.with().apply(node, each))
        .orElseGet(
            () -> type.cast(format.without(node, field).withId(node.id()).withAbout(node.about())));
  }
}
