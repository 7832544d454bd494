package io.signalbox.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the workbench's package table of ARCHITECTURE.md. */
final class ArchitectureTest {
  private static final String APP = "io.signalbox.app";
  private static final List<String> PANES =
      List.of(
          "canvas",
          "inspector",
          "explorer",
          "simulate",
          "compare",
          "replay",
          "drill",
          "traffic",
          "models",
          "experiments",
          "export",
          "help",
          "settings",
          "history",
          "text",
          "problems",
          "tests",
          "conform",
          "connect",
          "imports",
          "welcome");

  /// What the panes work on, without views.
  private static final List<String> PARTS =
      List.of(
          "backend",
          "comparison",
          "document",
          "figures",
          "fixes",
          "keys",
          "kinds",
          "serving",
          "session",
          "state",
          "testbench",
          "snippet",
          "tryout",
          "wording");

  /// What the workbench sees of the engine: its façade, and packages of values.
  private static final List<String> SEEN =
      List.of(
          "api",
          "catalog",
          "chat",
          "conform",
          "experiment",
          "graph..",
          "home",
          "importing",
          "intent",
          "lab..",
          "learned",
          "refresh",
          "route.gate",
          "providers",
          "secret",
          "spi",
          "store",
          "text",
          "trace",
          "workspace",
          "workspace.comparison",
          "workspace.history");

  private static final List<Class<?>> SHOWING =
      List.of(
          Labeled.class,
          Label.class,
          Hyperlink.class,
          Tooltip.class,
          MenuItem.class,
          Menu.class,
          CheckBox.class,
          ToggleButton.class,
          Text.class);

  private static final String ENGINE = "io.signalbox.engine";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(APP);

  @Test
  void everyPackageHasRow() {
    String[] rows =
        Stream.of(Stream.of("fx", "kit", "shell"), PARTS.stream(), PANES.stream())
            .flatMap(each -> each)
            .map(ArchitectureTest::in)
            .toArray(String[]::new);
    check(classes().should().resideInAnyPackage(rows).orShould().resideInAPackage(APP));
  }

  @Test
  void onlyFxEntersTheUiThread() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(in("fx"))
            .should()
            .callMethod(Platform.class, "runLater", Runnable.class));
  }

  @Test
  void onlyFxStartsThreads() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(in("fx"))
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                "java\\.util\\.concurrent\\.(Executor.*|ScheduledExecutor.*|ForkJoinPool|Thread.*)")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class));
  }

  @Test
  void kitKnowsNothingOfTheProgram() {
    check(
        classes()
            .that()
            .resideInAPackage(in("kit"))
            .should()
            .onlyDependOnClassesThat(
                resideOutsideOfPackages("io.signalbox..")
                    .or(resideInAnyPackage(in("kit"), in("fx"), ENGINE + ".text"))));
  }

  /// Else names of files, graphs and models could reorder what stands beside them.
  @Test
  void onlyPartsShowWords() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(APP + ".kit.Parts")
            .should()
            .callMethodWhere(
                describe(
                    "shows words as they are",
                    call ->
                        call.getName().equals("setText")
                            && SHOWING.stream()
                                .anyMatch(each -> call.getTargetOwner().isAssignableTo(each))))
            .orShould()
            .callConstructorWhere(
                describe(
                    "shows words as they are",
                    call ->
                        !call.getTarget().getRawParameterTypes().isEmpty()
                            && call.getTarget()
                                .getRawParameterTypes()
                                .getFirst()
                                .isEquivalentTo(String.class)
                            && SHOWING.stream()
                                .anyMatch(each -> call.getTargetOwner().isEquivalentTo(each)))));
  }

  @Test
  void fxKnowsNothingOfTheProgram() {
    check(
        classes()
            .that()
            .resideInAPackage(in("fx"))
            .should()
            .onlyDependOnClassesThat(
                resideOutsideOfPackages("io.signalbox..").or(resideInAnyPackage(in("fx")))));
  }

  @TestFactory
  Stream<DynamicTest> partHasNoSceneGraph() {
    return PARTS.stream()
        .map(part ->
            DynamicTest.dynamicTest(
                part,
                () ->
                    check(
                        noClasses()
                            .that()
                            .resideInAPackage(in(part))
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("javafx.scene.."))));
  }

  @TestFactory
  Stream<DynamicTest> partKnowsNoView() {
    String[] below =
        Stream.concat(PARTS.stream(), Stream.of("fx"))
            .map(ArchitectureTest::in)
            .toArray(String[]::new);
    return PARTS.stream()
        .map(part ->
            DynamicTest.dynamicTest(
                part,
                () ->
                    check(
                        classes()
                            .that()
                            .resideInAPackage(in(part))
                            .should()
                            .onlyDependOnClassesThat(
                                resideOutsideOfPackages(APP + "..")
                                    .or(resideInAnyPackage(below))))));
  }

  @Test
  void onlySessionJoinsParts() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                PARTS.stream()
                    .filter(part -> !part.equals("session"))
                    .map(ArchitectureTest::in)
                    .toArray(String[]::new))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(in("session")));
  }

  @Test
  void engineIsSeenOnlyThroughItsFacade() {
    check(
        classes()
            .that()
            .resideOutsideOfPackage(APP)
            .should()
            .onlyDependOnClassesThat(resideOutsideOfPackages(ENGINE + "..").or(seen())));
    check(
        classes()
            .that()
            .resideInAPackage(APP)
            .should()
            .onlyDependOnClassesThat(
                resideOutsideOfPackages(ENGINE + "..")
                    .or(seen())
                    // the entry point makes the engine and sets up its log
                    .or(resideInAnyPackage(ENGINE))));
  }

  private static DescribedPredicate<JavaClass> seen() {
    return resideInAnyPackage(
        SEEN.stream().map(each -> ENGINE + "." + each).toArray(String[]::new));
  }

  @Test
  void packagesHaveNoCycle() {
    check(slices().matching(APP + ".(**)").should().beFreeOfCycles());
  }

  @TestFactory
  Stream<DynamicTest> onlyShellImportsPane() {
    return PANES.stream()
        .map(pane ->
            DynamicTest.dynamicTest(
                pane,
                () ->
                    check(
                        noClasses()
                            .that()
                            .resideOutsideOfPackages(in(pane), in("shell"))
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(in(pane)))));
  }

  @Test
  void onlyTheEntryPointImportsShell() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(in("shell"), APP)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(in("shell")));
  }

  private static String in(String row) {
    return APP + "." + row + "..";
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
