package dev.medislot.availability;

import dev.medislot.testkit.SessionContract;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class SessionTest extends SessionContract {

    @Autowired
    private World world;

    @Override
    protected List<AccountOwner> people() {
        var staff = new AccountOwner("staff", UUID.randomUUID() + "@medislot.example", "correct horse 9 battery");
        world.post("/staff", world.staff(), """
                {"email":"%s","password":"%s"}""".formatted(staff.email(), staff.password())).isCreated();
        return List.of(new AccountOwner("doctors", world.doctor().email(), "a long secret"), staff);
    }

    @Override
    protected String readable(AccountOwner person) {
        return "/api/v1/doctors?limit=1";
    }
}
