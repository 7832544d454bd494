package io.signalbox.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import io.signalbox.engine.vault.KeyVault;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the package table of ARCHITECTURE.md: who may use whom, and where each library lives. */
final class ArchitectureTest {
  private static final String ENGINE = "io.signalbox.engine";
  private static final String ROOT = "(root)";

  /**
   * From the bottom up: a row may use only rows above it. A subpackage without a row is its own.
   */
  private static final List<Row> TABLE =
      List.of(
          row("secret"),
          row("text"),
          row("wire"),
          row("json"),
          row("chat"),
          row("catalog").uses("chat").owns("com.knuddels.."),
          row("graph.condition")
              .uses("text", "chat", "catalog")
              .owns("dev.cel..", "com.google.re2j.."),
          row("cache").uses("chat", "catalog"),
          row("graph.format").uses("catalog", "graph.condition"),
          row("graph").uses("chat", "catalog", "graph.condition", "graph.format"),
          row("graph.edit").uses("catalog", "graph.condition", "graph.format", "graph"),
          row("graph.proof").uses("chat", "catalog", "graph.condition", "graph"),
          row("graph.check")
              .uses("text", "chat", "catalog", "graph.condition", "graph.format", "graph")
              .uses("graph.proof"),
          row("workspace")
              .uses("secret", "text", "chat", "catalog", "graph.condition", "graph.format")
              .uses("graph", "graph.edit")
              .owns("org.snakeyaml..", "com.networknt.."),
          row("home").uses("graph", "workspace"),
          row("plan").uses("catalog", "graph", "graph.format", "workspace"),
          row("trace").uses("chat", "catalog", "graph"),
          row("spi").uses("secret", "wire", "chat", "catalog", "graph", "workspace", "trace"),
          row("dialect").uses("wire", "json", "chat", "catalog", "spi"),
          row("dialect.*").uses("wire", "json", "chat", "catalog", "spi", "dialect"),
          row("providers").uses("text", "catalog", "graph", "home", "spi"),
          row("plugin").uses("chat", "catalog", "graph", "spi", "providers"),
          row("importing").uses("graph", "workspace", "spi", "plugin", "secret"),
          row("experiment"),
          row("learned").uses("json", "experiment"),
          row("intent").uses("spi"),
          row("language").owns("opennlp.."),
          row("route")
              .uses("chat", "catalog", "graph.condition", "graph", "trace", "spi", "intent")
              .uses("language", "experiment", "cache", "graph.format"),
          row("upstream")
              .uses("secret", "wire", "chat", "catalog", "spi")
              .owns("okhttp3..", "okio.."),
          row("conform").uses("secret", "wire", "catalog", "spi", "providers", "upstream"),
          row("refresh").uses("chat", "catalog", "workspace", "home", "spi", "upstream"),
          row("vault")
              .uses("secret", "graph", "workspace", "home")
              .owns("com.microsoft.credentialstorage.."),
          row("store").uses("secret", "chat", "catalog", "graph", "plan", "trace", "vault"),
          row("store.database")
              .uses("catalog", "graph", "workspace", "home", "store")
              .owns("java.sql..", "javax.sql..", "org.jdbi..", "org.sqlite.."),
          row("store.lease").uses("catalog"),
          row("store.sqlite")
              .uses("secret", "chat", "catalog", "graph", "workspace", "home", "trace", "vault")
              .uses("store", "store.database", "store.lease")
              .owns("java.sql..", "javax.sql..", "org.jdbi..", "org.sqlite.."),
          row("exchange")
              .uses(
                  "secret", "chat", "catalog", "graph.condition", "graph", "trace", "spi", "route")
              .uses("upstream", "cache"),
          row("proxy")
              .uses("secret", "wire", "chat", "catalog", "spi", "route", "trace", "exchange")
              .owns("io.helidon.."),
          row("lab").usesAllAbove().but("proxy"),
          row("api").usesAllAbove(),
          row("cli").usesAllAbove().owns("picocli.."),
          row(ROOT).usesAllAbove());

  /** The rows that may use Jackson: those that read or write JSON. */
  private static final Set<String> JSON =
      Set.of(
          "json",
          "catalog",
          "workspace",
          "dialect",
          "dialect.*",
          "upstream",
          "refresh",
          "vault",
          "trace",
          "learned",
          "conform",
          "providers",
          "proxy",
          "lab",
          "cli",
          ROOT);

  /** No sockets, no threads, no clock. */
  private static final DescribedPredicate<JavaClass> PURE =
      areOf(
          Set.of(
              "text",
              "json",
              "chat",
              "catalog",
              "cache",
              "graph.condition",
              "graph.format",
              "graph",
              "graph.edit",
              "graph.proof",
              "graph.check",
              "trace",
              "intent",
              "learned",
              "experiment",
              "language",
              "route",
              "dialect",
              "dialect.*"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ENGINE);

  @Test
  void everyPackageHasRow() {
    check(
        classes()
            .should(ArchConditions.be(areOf(TABLE.stream().map(Row::name).collect(toSet()))))
            .because("a row in the package table comes before a package"));
  }

  @Test
  void rowsUseOnlyRowsAbove() {
    for (int i = 0; i < TABLE.size(); i++) {
      Set<String> above = TABLE.subList(0, i).stream().map(Row::name).collect(toSet());
      assertTrue(above.containsAll(TABLE.get(i).uses()), TABLE.get(i).name());
    }
  }

  @TestFactory
  Stream<DynamicTest> packageUsesOnlyWhatItsRowNames() {
    return TABLE.stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.name(),
                () ->
                    check(
                        classes()
                            .that(areOf(Set.of(row.name())))
                            .should()
                            .onlyDependOnClassesThat(
                                resideOutsideOfPackages(ENGINE + "..")
                                    .or(areOf(Set.of(row.name())))
                                    .or(areOf(row.usesOf(TABLE))))
                            .because("its row in the package table says so"))));
  }

  @TestFactory
  Stream<DynamicTest> libraryIsUsedOnlyAtItsPlace() {
    return TABLE.stream()
        .filter(row -> !row.libraries().isEmpty())
        .map(row ->
            DynamicTest.dynamicTest(
                row.name(),
                () ->
                    check(
                        noClasses()
                            .that(DescribedPredicate.not(areOf(placesOf(row.libraries()))))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(row.libraries().toArray(String[]::new))
                            .because(row.name() + " is their place"))));
  }

  private static Set<String> placesOf(List<String> libraries) {
    return Stream.concat(
            Stream.of(ROOT),
            TABLE.stream().filter(row -> row.libraries().equals(libraries)).map(Row::name))
        .collect(toSet());
  }

  @Test
  void jsonIsReadAndWrittenAtItsPlaces() {
    check(
        noClasses()
            .that(DescribedPredicate.not(areOf(JSON)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson.."));
  }

  @Test
  void packagesAreFreeOfCycles() {
    check(slices().matching(ENGINE + ".(**)").should().beFreeOfCycles());
  }

  @Test
  void dialectsDoNotKnowEachOther() {
    check(slices().matching(ENGINE + ".dialect.(*)..").should().notDependOnEachOther());
  }

  @Test
  void pureCodeOpensNoSocket() {
    check(
        noClasses()
            .that(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.net\\.(Socket|ServerSocket|Datagram|URLConnection).*"));
  }

  @Test
  void pureCodeStartsNoThread() {
    check(
        noClasses()
            .that(PURE)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.concurrent\\.(Executor.*|ForkJoinPool|Thread.*)"));
  }

  @Test
  void pureCodeReadsNoClock() {
    check(
        noClasses()
            .that(PURE)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethodWhere(
                describe(
                    "reads the system's clock",
                    call ->
                        call.getTargetOwner().isEquivalentTo(Clock.class)
                                && call.getName().startsWith("system")
                            || call.getTargetOwner().isEquivalentTo(System.class)
                                && Set.of("currentTimeMillis", "nanoTime")
                                    .contains(call.getName()))));
  }

  @Test
  void onlyTheKeyringReadsKeys() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ENGINE + ".Keyring")
            .should()
            .callMethod(KeyVault.class, "get", String.class)
            .because("it is the one place that knows where each key may go"));
  }

  @Test
  void noClassSleeps() {
    check(
        noClasses()
            .should()
            .callMethodWhere(
                describe(
                    "sleeps",
                    call ->
                        call.getTargetOwner().isEquivalentTo(Thread.class)
                            && call.getName().equals("sleep"))));
  }

  @Test
  void onlyTheTerminalEndsTheProcess() {
    check(
        noClasses()
            .that(DescribedPredicate.not(areOf(Set.of("cli", ROOT))))
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class));
  }

  @Test
  void onlyTheTerminalPrints() {
    check(
        noClasses()
            .that(DescribedPredicate.not(areOf(Set.of("cli", "lab", ROOT))))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .because("the engine logs to System.Logger"));
  }

  @Test
  void onlyTheConsoleWritesToTheTerminal() {
    check(
        noClasses()
            .that(areOf(Set.of("cli", "lab")))
            .and()
            .haveNameNotMatching(".*[.]cli[.]command[.]Console([$].*)?")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "console")
            .orShould()
            .callMethodWhere(
                describe(
                    "prints",
                    call ->
                        call.getTargetOwner().isAssignableTo(PrintStream.class)
                            || call.getTargetOwner().isAssignableTo(PrintWriter.class)))
            .because("text from outside must not reach the terminal as it is"));
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ENGINE + ".cli.Terminal")
            .should()
            .callMethodWhere(
                describe(
                    "asks for the writer of help",
                    call ->
                        call.getTargetOwner().getName().equals(ENGINE + ".cli.command.Console")
                            && call.getName().equals("help")))
            .because("what is written there is not made visible"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> areOf(Set<String> rows) {
    return describe("are of " + new TreeSet<>(rows), type -> rows.contains(rowOf(type)));
  }

  private static String rowOf(JavaClass type) {
    String name = type.getPackageName();
    if (name.equals(ENGINE)) {
      return ROOT;
    }
    if (!name.startsWith(ENGINE + ".")) {
      return "";
    }
    String below = name.substring(ENGINE.length() + 1);
    if (below.startsWith("dialect.")) {
      return "dialect.*";
    }
    while (below.contains(".") && !hasRow(below)) {
      below = below.substring(0, below.lastIndexOf('.'));
    }
    return below;
  }

  private static boolean hasRow(String name) {
    return TABLE.stream().anyMatch(row -> row.name().equals(name));
  }

  private static Row row(String name) {
    return new Row(name, Set.of(), false, Set.of(), List.of());
  }

  private record Row(
      String name, Set<String> uses, boolean allAbove, Set<String> but, List<String> libraries) {

    Row uses(String... rows) {
      Set<String> all = new HashSet<>(uses);
      all.addAll(List.of(rows));
      return new Row(name, Set.copyOf(all), allAbove, but, libraries);
    }

    Row usesAllAbove() {
      return new Row(name, uses, true, but, libraries);
    }

    Row but(String... rows) {
      return new Row(name, uses, allAbove, Set.of(rows), libraries);
    }

    Row owns(String... packages) {
      List<String> all = new ArrayList<>(libraries);
      all.addAll(List.of(packages));
      return new Row(name, uses, allAbove, but, List.copyOf(all));
    }

    Set<String> usesOf(List<Row> table) {
      Set<String> used = new HashSet<>(uses);
      if (allAbove) {
        table.subList(0, table.indexOf(this)).forEach(row -> used.add(row.name()));
      }
      used.removeAll(but);
      return used;
    }
  }
}
