package dev.medislot.booking.claim;

import static dev.medislot.common.Role.PATIENT;
import static dev.medislot.common.Role.STAFF;
import static dev.medislot.common.UsState.CA;
import static dev.medislot.common.UsState.NV;
import static dev.medislot.common.UsState.OR;
import static dev.medislot.common.UsState.WA;
import static dev.medislot.common.VisitMode.IN_PERSON;
import static dev.medislot.common.VisitMode.PHONE;
import static dev.medislot.common.VisitMode.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.booking.claim.Claim.NotLicensed;
import dev.medislot.booking.claim.Claim.NoticeTooShort;
import dev.medislot.booking.claim.Claim.PhoneNeeded;
import dev.medislot.booking.claim.Claim.SlotUnknown;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.SlotTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimFactsTest {

    private static final Duration NOTICE = Duration.ofHours(3);
    private static final Instant START = Instant.parse("2027-03-01T15:00:00Z");
    private static final Instant END = START.plus(Duration.ofMinutes(30));
    private static final Instant IN_TIME = START.minus(NOTICE);
    private static final Instant TOO_LATE = IN_TIME.plusNanos(1);
    private static final UUID ID = UUID.randomUUID();
    private static final String CLINICS_LINK = "https://video.example.org/clinic";

    private final SlotId slot = new SlotId(new DoctorId(UUID.randomUUID()), START);
    private final PatientId patient = new PatientId(UUID.randomUUID());

    @Test
    void aClaimThatKeepsAllRulesIsGranted() {
        var visit = visit(VIDEO);
        var guardian = UUID.randomUUID();
        var attendance = new Attendance("https://video.example.org/wong", null,
                new PatientContact("+12025550100", null));
        var facts = new ClaimFacts("Pat Doe", CA, END, CA.bit(), "Ada Wong", guardian, visit, null, true, attendance);

        assertThat(judged(facts, request(null, PATIENT), IN_TIME))
                .isEqualTo(new Granted(ID, new SlotTime(slot, START, END), patient, "Pat Doe", "Ada Wong", CA, IN_TIME,
                        visit, true, guardian, attendance));
    }

    @Test
    void aDoctorWithoutAVideoLinkHasThatOfTheClinic() {
        assertThat(judged(facts(null, null), request(null, PATIENT), IN_TIME)).isInstanceOfSatisfying(Granted.class,
                granted -> assertThat(granted.attendance().videoLink()).isEqualTo(CLINICS_LINK));
    }

    @Test
    void aPatientClaimsWithNoticeAndStaffWithout() {
        assertThat(judged(facts(null, null), request(null, PATIENT), TOO_LATE)).isEqualTo(new NoticeTooShort(NOTICE));
        assertThat(judged(facts(null, null), request(null, STAFF), TOO_LATE)).isInstanceOf(Granted.class);
    }

    @Test
    void theLicenseCountsWhereThePatientWillBe() {
        assertThat(judged(facts(null, null), request(WA, STAFF), IN_TIME)).isEqualTo(new NotLicensed(WA));
        assertThat(judged(facts(null, null), request(NV, PATIENT), IN_TIME)).isInstanceOfSatisfying(Granted.class,
                granted -> assertThat(granted.patientState()).isEqualTo(NV));
    }

    @Test
    void aVisitByPhoneNeedsANumber() {
        assertThat(judged(facts(PHONE, null), request(null, PATIENT), IN_TIME)).isEqualTo(new PhoneNeeded());
        assertThat(judged(facts(PHONE, null), request(null, STAFF), IN_TIME)).isEqualTo(new PhoneNeeded());
        assertThat(judged(facts(PHONE, "+12025550100"), request(null, PATIENT), IN_TIME)).isInstanceOf(Granted.class);
        assertThat(judged(facts(VIDEO, null), request(null, PATIENT), IN_TIME)).isInstanceOf(Granted.class);
        assertThat(judged(facts(IN_PERSON, null), request(null, PATIENT), IN_TIME)).isInstanceOf(Granted.class);
    }

    @Test
    void theFirstBrokenRuleIsNamed() {
        var withoutPhone = facts(PHONE, null);
        var unknown = new ClaimFacts("Pat Doe", CA, null, 0, null, null, null, null, false, withoutPhone.attendance());

        assertThat(judged(unknown, request(WA, PATIENT), TOO_LATE)).isEqualTo(new SlotUnknown());
        assertThat(judged(withoutPhone, request(WA, PATIENT), TOO_LATE)).isEqualTo(new NoticeTooShort(NOTICE));
        assertThat(judged(withoutPhone, request(WA, PATIENT), IN_TIME)).isEqualTo(new NotLicensed(WA));
        assertThat(judged(withoutPhone, request(NV, PATIENT), IN_TIME)).isEqualTo(new PhoneNeeded());
    }

    @Test
    void anAskedStateCountsBeforeThatOfThePlace() {
        var inPerson = new ClaimFacts("Pat Doe", CA, END, OR.bit(), "Ada Wong", null, visit(IN_PERSON), OR, false,
                new Attendance(null, null, new PatientContact(null, null)));

        assertThat(inPerson.stateOf(new ClaimRequest(slot, patient, NV, PATIENT, WA))).isEqualTo(NV);
        assertThat(inPerson.stateOf(new ClaimRequest(slot, patient, null, PATIENT, WA))).isEqualTo(OR);
        assertThat(inPerson.stateOf(request(null, PATIENT))).isEqualTo(OR);
    }

    @Test
    void theUsualStateCountsBeforeTheAddress() {
        var video = facts(VIDEO, null);

        assertThat(video.stateOf(new ClaimRequest(slot, patient, NV, PATIENT, WA))).isEqualTo(NV);
        assertThat(video.stateOf(new ClaimRequest(slot, patient, null, PATIENT, WA))).isEqualTo(WA);
        assertThat(video.stateOf(request(null, PATIENT))).isEqualTo(CA);
    }

    private Claim judged(ClaimFacts facts, ClaimRequest request, Instant now) {
        return facts.judge(request, ID, now, NOTICE, CLINICS_LINK);
    }

    private ClaimRequest request(@Nullable UsState asked, Role by) {
        return new ClaimRequest(slot, patient, asked, by);
    }

    /** Facts of a patient in California, and a doctor with licenses there and in Nevada. */
    private static ClaimFacts facts(@Nullable VisitMode mode, @Nullable String phone) {
        return new ClaimFacts("Pat Doe", CA, END, UsState.mask(Set.of(CA, NV)), "Ada Wong", null,
                mode == null ? null : visit(mode), null, false,
                new Attendance(null, null, new PatientContact(phone, null)));
    }

    private static ClaimedVisit visit(VisitMode mode) {
        return new ClaimedVisit(UUID.randomUUID(), "Checkup", mode, START, END);
    }
}
