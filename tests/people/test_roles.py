"""Roles bring abilities, and the actions ask for them."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.db.models.signals import post_migrate

from people.accounts import give, set_active
from people.refusals import Refused
from people.roles import Ability, NotAllowed, Role, may, require, role_of
from tests.factories import EditorFactory, MemberFactory

A = Ability
ABILITIES = {
    None: set(),
    Role.CONTRIBUTOR: {A.PROPOSE},
    Role.EDITOR: {A.PROPOSE, A.PUBLISH, A.CORRECT},
    Role.SENIOR_EDITOR: {A.PROPOSE, A.PUBLISH, A.CORRECT, A.MERGE, A.SOURCES, A.RULES, A.CASES},
    Role.ADMINISTRATOR: set(A),
}

pytestmark = pytest.mark.django_db


def migrated():
    """What `migrate` sends when it is through."""
    for config in apps.get_app_configs():
        if config.models_module is not None:
            post_migrate.send(
                sender=config, app_config=config, verbosity=0, interactive=False,
                using="default", apps=apps, plan=[],
            )  # fmt: skip


def permissions_of(role):
    return set(Group.objects.get(name=role).permissions.values_list("codename", flat=True))


@pytest.mark.parametrize(("role", "abilities"), ABILITIES.items())
def test_each_role_has_its_abilities(role, abilities):
    member = MemberFactory(role=role)
    assert {ability for ability in Ability if may(member, ability)} == abilities


def test_a_superuser_may_all():
    assert all(may(EditorFactory(), ability) for ability in Ability)


def test_whoever_is_deactivated_may_nothing():
    for member in (
        EditorFactory(is_active=False),
        MemberFactory(role=Role.EDITOR, is_active=False),
    ):
        assert not any(may(member, ability) for ability in Ability)


def test_a_single_ability_can_be_given():
    member = MemberFactory(role=Role.CONTRIBUTOR)
    member.user_permissions.add(Permission.objects.get(codename="merge"))
    require(member, Ability.MERGE)
    with pytest.raises(NotAllowed):
        require(member, Ability.PUBLISH)


def test_a_refusal_names_the_ability_and_the_role_that_has_it():
    with pytest.raises(Refused) as refused:
        require(MemberFactory(role=Role.EDITOR), Ability.MERGE)
    assert "Merge, split and keep apart" in str(refused.value)
    assert "Senior editor" in str(refused.value)


def test_a_machine_is_not_asked():
    require(None, Ability.ADMINISTER)


def test_everyone_at_the_desk_may_look_at_the_record():
    assert {"view_event", "view_person", "view_entity", "view_source"} <= permissions_of(
        Role.CONTRIBUTOR
    )


def test_accounts_are_for_administrators():
    for role in Role:
        sees = "view_user" in permissions_of(role)
        assert sees == (role == Role.ADMINISTRATOR)


def test_every_migration_leaves_the_groups_as_the_roles_say():
    before = {role: permissions_of(role) for role in Role}
    editors = Group.objects.get(name=Role.EDITOR)
    editors.permissions.add(Permission.objects.get(codename="administer"))
    editors.permissions.remove(Permission.objects.get(codename="publish"))
    Group.objects.get(name=Role.CONTRIBUTOR).delete()
    Group.objects.create(name="translators")
    migrated()
    migrated()
    assert {role: permissions_of(role) for role in Role} == before
    assert Group.objects.count() == len(Role) + 1


def test_a_role_is_given_in_the_place_of_another():
    member, administrator = (MemberFactory(role=r) for r in (Role.EDITOR, Role.ADMINISTRATOR))
    give(member, Role.CONTRIBUTOR, by=administrator)
    assert role_of(member) == Role.CONTRIBUTOR
    assert member.groups.count() == 1
    give(member, None, by=administrator)
    assert (role_of(member), member.is_staff) == (None, False)
    with pytest.raises(NotAllowed):
        give(member, Role.ADMINISTRATOR, by=member)


def test_nobody_changes_his_own_role_or_access():
    administrator = MemberFactory(role=Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="another administrator"):
        give(administrator, None, by=administrator)
    with pytest.raises(Refused, match="another administrator"):
        set_active(administrator, False, by=administrator)
    assert may(User.objects.get(pk=administrator.pk), Ability.ADMINISTER)


def test_a_superuser_is_kept_out_by_superusers_alone():
    superuser, other = EditorFactory(), EditorFactory()
    with pytest.raises(Refused, match="superusers alone"):
        set_active(superuser, False, by=MemberFactory(role=Role.ADMINISTRATOR))
    set_active(superuser, False, by=other)
    assert not User.objects.get(pk=superuser.pk).is_active


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_has_its_groups_again():
    call_command("flush", interactive=False, verbosity=0)
    assert may(MemberFactory(role=Role.EDITOR), Ability.PUBLISH)
