package dev.medislot.systemtests;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.medislot.systemtests.kit.Repository;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The allowed dependencies between modules and between features; all others are forbidden. */
class ArchitectureTest {

    /** Each module with those that its classes may know. */
    private static final String MODULES = """
            common,
            client, common
            web-kit, common
            event-kit, common
            service-kit, common web-kit
            account-kit, common web-kit event-kit service-kit
            availability-service, common web-kit event-kit service-kit account-kit
            booking-service, common web-kit event-kit service-kit account-kit
            notification-service, common web-kit event-kit service-kit
            web-app, common client web-kit
            gateway, common web-kit
            embedded-infra,
            test-kit, common event-kit embedded-infra
            quickstart, common embedded-infra
            """;
    private static final String[] TECHNOLOGY = { "org.springframework.web..", "org.springframework.http..",
            "org.springframework.kafka..", "org.springframework.transaction..", "org.springframework.jdbc..",
            "org.springframework.mail..", "org.apache.kafka..", "org.redisson..", "jakarta.servlet..", "jakarta.mail" };

    private static final String CHECKER = "dev.medislot.systemtests.faults.checker";

    private static final String[] HTTP = { "org.springframework.web..", "org.springframework.http..",
            "jakarta.servlet.." };

    /** Each feature with those of its module that it may know. */
    private static final String FEATURES = """
            common.event,
            client.problem,
            client.booking,
            client.doctor,
            client.opening,
            client.patient, client.booking
            client.mail,
            web.problem,
            web.json, web.problem
            web.limit, web.problem
            web.connection,
            web.trace,
            web.outgoing,
            web.own,
            web.redis,
            service.outbox, service.sql
            service.consumer,
            service.program,
            service.sql,
            service.phone,
            service.password,
            service.security, service.password
            service.account, service.api service.outbox service.password service.security service.sql
            service.idempotency, service.security
            service.api, service.idempotency service.security
            service.problem, service.security
            service.session, service.api service.consumer service.outbox service.program service.security service.sql
            service.projection, service.consumer service.program
            availability.slot,
            availability.withdrawal, availability.slot
            availability.schedule, availability.slot availability.withdrawal
            availability.staff,
            availability.doctor, availability.schedule availability.slot
            availability.hours, availability.doctor availability.schedule availability.slot
            availability.closure, availability.hours availability.schedule availability.slot availability.withdrawal
            availability.license, availability.doctor availability.schedule availability.slot
            availability.opening, availability.schedule availability.slot
            availability.projection, availability.schedule availability.slot availability.withdrawal
            availability.visit, availability.doctor availability.schedule availability.slot
            booking.projection, booking.claim
            booking.guardian,
            booking.access, booking.guardian
            booking.desk, booking.access
            booking.claim,
            booking.rush, booking.claim
            booking.hold, booking.claim booking.guardian booking.rush
            booking.booking, booking.access booking.claim booking.guardian booking.rush
            booking.place, booking.booking booking.projection
            booking.cancellation, booking.access booking.booking
            booking.risk, booking.access booking.booking
            booking.rating, booking.access booking.booking booking.guardian
            booking.waitlist, booking.access booking.booking booking.claim booking.guardian booking.rush
            booking.patient, booking.access booking.booking booking.claim booking.guardian booking.risk booking.waitlist
            booking.audit, booking.risk
            booking.clinic,
            notification.projection,
            notification.letter, notification.projection
            notification.access,
            notification.opening, notification.letter
            notification.mail, notification.access notification.letter notification.opening notification.projection
            notification.intake, notification.mail notification.projection
            notification.delivery, notification.letter notification.mail notification.projection
            notification.reminder, notification.letter notification.mail notification.projection
            notification.feed, notification.access notification.letter notification.projection
            gateway.shared,
            gateway.limit, gateway.shared
            gateway.route,
            gateway.docs, gateway.route
            infra.mail,
            webapp.account,
            webapp.calendar,
            webapp.cancel,
            webapp.desk,
            webapp.desk.team, webapp.desk
            webapp.doctor,
            webapp.doctor.hours, webapp.doctor
            webapp.offer,
            """;

    private static final JavaClasses MEDISLOT = new ClassFileImporter().importPaths(
            MODULES.lines().map(line -> Repository.file(line.split(",")[0] + "/target/classes")).toArray(Path[]::new));

    @ParameterizedTest
    @CsvSource(textBlock = MODULES)
    void modulesKnowOnlyWhatTheyAreAllowed(String module, String allowed) {
        assertThat(MEDISLOT.that(isFrom(Stream.of(module)))).isNotEmpty();
        classes().that(isFrom(Stream.of(module)))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("dev.medislot..")
                        .or(isFrom(Stream.concat(Stream.of(module), words(allowed)))))
                .check(MEDISLOT);
    }

    @ParameterizedTest
    @CsvSource(textBlock = FEATURES)
    void featuresKnowOnlyWhatTheyAreAllowed(String feature, String allowed) {
        var module = feature.substring(0, feature.indexOf('.'));
        var inside = inside(Stream.concat(Stream.of(feature), words(allowed)).toArray(String[]::new));
        var ownRoot = resideInAPackage("dev.medislot." + module);
        var elsewhere = resideOutsideOfPackage("dev.medislot." + module + "..");
        assertThat(MEDISLOT.that(resideInAPackage("dev.medislot." + feature + ".."))).isNotEmpty();
        classes().that(resideInAPackage("dev.medislot." + feature + ".."))
                .should()
                .onlyDependOnClassesThat(elsewhere.or(ownRoot).or(inside))
                .check(MEDISLOT);
    }

    @Test
    void noFeatureIsLeftOut() {
        var features = MEDISLOT.stream()
                .map(type -> type.getPackageName().substring("dev.medislot.".length()))
                .filter(name -> name.contains("."))
                .distinct()
                .toList();
        assertThat(FEATURES.lines().map(line -> line.strip().split(",")[0]).toList()).containsAll(features);
    }

    @Test
    void featuresDoNotDependOnEachOtherInCircles() {
        slices().matching("dev.medislot.(*).(*)..").should().beFreeOfCycles().check(MEDISLOT);
    }

    @Test
    void typesThatHoldRulesKnowNoTechnology() {
        assertThat(MEDISLOT.that(holdRules())).hasSizeGreaterThan(20);
        classes().that(holdRules())
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(resideInAnyPackage(TECHNOLOGY)))
                .check(MEDISLOT);
    }

    @Test
    void belowTheControllersNoTypeKnowsHttp() {
        var below = describe("are below the controllers",
                (JavaClass type) -> isOfService().test(type) && !isEdge(outermost(type)));
        assertThat(MEDISLOT.that(below)).hasSizeGreaterThan(100);
        classes().that(below)
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(resideInAnyPackage(HTTP))
                        .and(describe("are no answers", type -> !isAnswer(outermost(type)))))
                .check(MEDISLOT);
    }

    /** Otherwise an error of Medislot could be one of its checker, too. */
    @Test
    void theCheckerOfFaultsKnowsNothingOfMedislot() {
        var checker = new ClassFileImporter().withImportOption(location -> !location.contains("CheckerTest"))
                .importPath(Repository.file("system-tests/target/test-classes").resolve(CHECKER.replace('.', '/')));
        assertThat(checker).hasSizeGreaterThan(10);
        classes().should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "tools.jackson..", CHECKER))
                .check(checker);
    }

    private static boolean isEdge(JavaClass type) {
        return isAnswer(type) || type.isAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                || type.isAnnotatedWith("org.springframework.web.bind.annotation.RestControllerAdvice")
                || type.isAssignableTo("org.springframework.web.servlet.HandlerInterceptor");
    }

    /** The answers that several controllers share. */
    private static boolean isAnswer(JavaClass type) {
        return isOfService().test(type) && type.getSimpleName().matches(".+Answers?");
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static DescribedPredicate<JavaClass> isOfService() {
        return resideInAnyPackage("dev.medislot.availability..", "dev.medislot.booking..",
                "dev.medislot.notification..");
    }

    private static Stream<String> words(String words) {
        return words == null ? Stream.empty() : Arrays.stream(words.split(" "));
    }

    private static DescribedPredicate<JavaClass> isFrom(Stream<String> modules) {
        var folders = modules.map(module -> Repository.file(module + "/target/classes")).toList();
        return describe("are from " + folders,
                type -> type.getBaseComponentType()
                        .getSource()
                        .map(source -> Path.of(source.getUri()))
                        .filter(file -> folders.stream().anyMatch(file::startsWith))
                        .isPresent());
    }

    private static DescribedPredicate<JavaClass> inside(String... packages) {
        return resideInAnyPackage(
                Arrays.stream(packages).map(name -> "dev.medislot." + name + "..").toArray(String[]::new));
    }

    /** Values, states and outcomes: the services' records and enums that stand for themselves. */
    private static DescribedPredicate<JavaClass> holdRules() {
        return describe("hold rules",
                type -> isOfService().test(type) && type.isTopLevelClass() && (type.isRecord() || type.isEnum()));
    }
}
