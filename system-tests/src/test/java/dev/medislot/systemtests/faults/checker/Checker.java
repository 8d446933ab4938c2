package dev.medislot.systemtests.faults.checker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Judges a saved run. As a program with its folder, prints the times of recovery and each promise that was broken, and
 * ends with status 1 if there is one or too little was done.
 */
public final class Checker {

    /**
     * What a run shows.
     *
     * @param broken the broken promises, an empty list if all were kept
     * @param missing what happened too rarely in a run of five minutes or more to prove anything
     * @param excuses how often something was excused, by what it was
     * @param provenRevocations how many refused uses of ended sessions prove that they had ended
     * @param recoveries a table of what took how long after each kind of fault, as Markdown
     */
    public record Verdict(List<String> broken, List<String> missing, Map<String, Integer> excuses,
            long provenRevocations, String recoveries) {}

    private Checker() {}

    public static Verdict judge(Path folder) {
        var saved = new Saved(folder);
        var revocations = new Revocations(saved);
        var broken = Stream
                .of(new Versions(saved).broken(), new Overlaps(saved).broken(), new Licenses(saved).broken(),
                        new Answers(saved).broken(), new Changes(saved).broken(), new Withdrawals(saved).broken(),
                        revocations.broken(), new Entries(saved).broken(), new Waitlist(saved).broken(),
                        new Hours(saved).broken(), new Deactivations(saved).broken(), new Mails(saved).broken(),
                        new MailList(saved).broken(), new Openings(saved).broken(), new Days(saved).broken(),
                        new Ratings(saved).broken(), new Names(saved).broken(), new Recovery(saved).broken(),
                        new Survival(saved).broken(), new Damage(saved).broken())
                .flatMap(List::stream)
                .toList();
        saved.history("healed")
                .filter(healed -> !Recovery.isJudged(healed))
                .forEach(_ -> saved.excuse("faults after which other programs had much of the processors"));
        var proofs = revocations.proofs();
        return new Verdict(broken, new Activity(saved).missing(proofs), saved.excuses,
                proofs.values().stream().mapToLong(Long::longValue).sum(), new Recoveries(saved).table());
    }

    public static void main(String... arguments) {
        System.exit(print(judge(Path.of(arguments[0]))));
    }

    /** Returns the exit status. */
    static int print(Verdict verdict) {
        System.out.println(verdict.recoveries());
        verdict.broken().forEach(System.out::println);
        verdict.missing().forEach(System.out::println);
        verdict.excuses().forEach((what, count) -> System.out.printf("excused: %d %s%n", count, what));
        System.out.printf("%d broken promises%n", verdict.broken().size());
        return verdict.broken().isEmpty() && verdict.missing().isEmpty() ? 0 : 1;
    }
}
