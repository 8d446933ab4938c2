package dev.medislot.systemtests.faults.checker;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Judges a saved run: {@code Checker <folder>} prints each promise that was broken. */
public final class Checker {

    private Checker() {}

    /** Returns the broken promises, an empty list if all were kept. */
    public static List<String> judge(Path folder) {
        var saved = new Saved(folder);
        return Stream
                .of(new Versions(saved).broken(), new Overlaps(saved).broken(), new Answers(saved).broken(),
                        new Changes(saved).broken(), new Revocations(saved).broken(), new Entries(saved).broken(),
                        new Hours(saved).broken(), new Deactivations(saved).broken(), new Mails(saved).broken(),
                        new MailList(saved).broken(), new Openings(saved).broken(), new Days(saved).broken(),
                        new Ratings(saved).broken(), new Recovery(saved).broken(), new Damage(saved).broken())
                .flatMap(List::stream)
                .toList();
    }

    /** How many refused uses of ended sessions prove that they had ended. */
    public static long provenRevocations(Path folder) {
        return new Revocations(new Saved(folder)).proofs();
    }

    public static void main(String... arguments) {
        var broken = judge(Path.of(arguments[0]));
        broken.forEach(System.out::println);
        System.out.println(broken.isEmpty() ? "nothing is broken" : broken.size() + " broken promises");
    }
}
