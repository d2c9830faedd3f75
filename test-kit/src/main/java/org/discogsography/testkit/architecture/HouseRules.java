package org.discogsography.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What every module's code keeps to. A module applies the rules by a test class that extends this
 * one and names its root package.
 */
public abstract class HouseRules {

  private static final String HOUSE = "org.discogsography";
  private static final Pattern LAYER_NAME =
      Pattern.compile("(^|\\.)(services?|impl|utils?|helpers?|managers?|dtos?|base|misc)(\\.|$)");
  private static final List<String> SPRING_ENDINGS =
      List.of(
          "Configuration",
          "Application",
          "Controller",
          "EnvironmentPostProcessor",
          "FailureAnalyzer",
          "Answers",
          "Page",
          "Processor",
          "Banner",
          "LogFormatter",
          "Filter");

  private final String rootPackage;
  private final JavaClasses classes;

  /**
   * @param rootPackage of the module, such as {@code org.discogsography.extractor}
   */
  protected HouseRules(String rootPackage) {
    this.rootPackage = rootPackage;
    this.classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(rootPackage);
  }

  @Test
  void packagesAreNamedAfterTheDomain() {
    noClasses()
        .should(
            ArchConditions.be(
                DescribedPredicate.describe(
                    "in a package named after a layer",
                    type -> LAYER_NAME.matcher(type.getPackageName()).find())))
        .check(classes);
  }

  @Test
  void springStaysAtTheEdge() {
    noClasses()
        .that(areNoEdge())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..")
        .allowEmptyShould(true)
        .check(classes);
  }

  /** The edge is recognised by name; a nested class belongs to the class around it. */
  private static DescribedPredicate<JavaClass> areNoEdge() {
    return DescribedPredicate.describe(
        "are no edge to Spring",
        type -> {
          String outermost = type.getName().replaceFirst("\\$.*", "");
          return SPRING_ENDINGS.stream().noneMatch(outermost::endsWith)
              && !outermost.endsWith("package-info");
        });
  }

  @Test
  void nothingIsInjectedIntoFields() {
    noFields()
        .should()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .orShould()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
        .orShould()
        .beAnnotatedWith("jakarta.inject.Inject")
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void loggersArePrivateConstants() {
    fields()
        .that()
        .haveRawType("org.slf4j.Logger")
        .should()
        .bePrivate()
        .andShould()
        .beStatic()
        .andShould()
        .beFinal()
        .allowEmptyShould(true)
        .check(classes);
  }

  /** A module that is no service and measures others overrides {@link #leansOn()}. */
  @Test
  void moduleLeansOnlyOnCommonAndItself() {
    DescribedPredicate<JavaClass> foreign =
        resideInAPackage(HOUSE + "..")
            .and(not(resideInAPackage(rootPackage + "..")))
            .and(not(resideInAPackage(HOUSE + ".common..")));
    for (String module : leansOn()) {
      foreign = foreign.and(not(resideInAPackage(HOUSE + "." + module + "..")));
    }
    noClasses().should().dependOnClassesThat(foreign).check(classes);
  }

  /** Packages of other modules that this one may use beside {@code common}. */
  protected List<String> leansOn() {
    return List.of();
  }

  @Test
  void datesAreThoseOfJavaTime() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Date")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Calendar")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("org.joda..")
        .check(classes);
  }

  /** Services log; a program for the terminal overrides {@link #writesToTheTerminal()}. */
  @Test
  void servicesDoNotPrint() {
    if (!writesToTheTerminal()) {
      noClasses().should().accessField(System.class, "out").check(classes);
      noClasses().should().accessField(System.class, "err").check(classes);
    }
  }

  /** Whether this module talks to people in a terminal. */
  protected boolean writesToTheTerminal() {
    return false;
  }
}
