package io.signalbox.plugins;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Plug-ins see only the engine's exported packages, and describe: the engine does. */
final class ArchitectureTest {
  private static final String ENGINE = "io.signalbox.engine";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.signalbox.plugins");

  @Test
  void pluginsUseOnlyExportedPackages() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(ENGINE + "..")
                .or(
                    resideInAnyPackage(
                        ENGINE,
                        ENGINE + ".wire",
                        ENGINE + ".chat",
                        ENGINE + ".catalog",
                        ENGINE + ".catalog.list",
                        ENGINE + ".graph",
                        ENGINE + ".graph.condition",
                        ENGINE + ".graph.proof",
                        ENGINE + ".graph.check",
                        ENGINE + ".workspace",
                        ENGINE + ".workspace.config",
                        ENGINE + ".trace",
                        ENGINE + ".spi",
                        ENGINE + ".providers",
                        ENGINE + ".route",
                        ENGINE + ".lab")))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void pluginsOpenNoSocketAndStartNoThread() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.net\\.(Socket|ServerSocket|Datagram|URLConnection).*")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.concurrent\\.(Executor.*|ForkJoinPool)")
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}
