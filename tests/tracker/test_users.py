"""The pages on which administrators mind who works here."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from people.roles import Ability, Role, may, role_of
from tests.factories import EditorFactory, MemberFactory

pytestmark = pytest.mark.django_db
USERS = reverse("admin:auth_user_changelist")


@pytest.fixture
def administrator(db):
    return MemberFactory(username="guan", role=Role.ADMINISTRATOR)


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


def page_of(user):
    return reverse("admin:auth_user_change", args=[user.pk])


def typed(user, **changes):
    return {"username": user.username, "is_active": "on", **changes}


def test_the_list_shows_role_and_last_sign_in(desk):
    MemberFactory(username="陈编辑", role=Role.SENIOR_EDITOR)
    page = desk.get(USERS).content.decode()
    assert "陈编辑" in page
    assert "Senior editor" in page
    assert "Last login" in page


def test_the_list_is_read_in_a_fixed_number_of_queries(desk, django_assert_max_num_queries):
    for _ in range(20):
        MemberFactory(role=Role.EDITOR)
    with django_assert_max_num_queries(16):
        desk.get(USERS)


def test_a_new_user_has_the_chosen_role(desk):
    password = "灯塔-lighthouse-42"
    answer = desk.post(
        reverse("admin:auth_user_add"),
        {
            "username": "李四", "usable_password": "true",
            "password1": password, "password2": password, "role": Role.EDITOR,
        },
    )  # fmt: skip
    assert answer.status_code == 302
    made = User.objects.get(username="李四")
    assert (role_of(made), made.is_staff, made.is_superuser) == (Role.EDITOR, True, False)


def test_another_role_is_chosen_and_single_abilities_given(desk):
    member = MemberFactory(role=Role.EDITOR)
    merge = str(ability("merge").pk)
    answer = desk.post(
        page_of(member), typed(member, role=Role.CONTRIBUTOR, user_permissions=[merge])
    )
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    member = User.objects.get(pk=member.pk)
    assert role_of(member) == Role.CONTRIBUTOR
    assert may(member, Ability.MERGE)
    assert not may(member, Ability.PUBLISH)


def ability(codename):
    return Permission.objects.get(content_type__app_label="people", codename=codename)


def test_whoever_is_deactivated_is_signed_out_and_stays_in_the_record(desk, client):
    member = MemberFactory(role=Role.EDITOR)
    other = type(client)()
    other.force_login(member)
    assert other.get("/admin/").status_code == 200
    desk.post(USERS, {"action": "deactivate", "_selected_action": [member.pk]})
    assert other.get("/admin/").status_code == 302
    assert not User.objects.get(pk=member.pk).is_active
    desk.post(page_of(member), typed(member, role=Role.EDITOR))
    assert User.objects.get(pk=member.pk).is_active


def test_nobody_is_deleted(desk):
    member = MemberFactory(role=Role.EDITOR)
    address = reverse("admin:auth_user_delete", args=[member.pk])
    assert desk.post(address, {"post": "yes"}).status_code == 403
    assert "delete_selected" not in desk.get(USERS).content.decode()


def test_an_administrator_cannot_lock_himself_out(desk, administrator):
    desk.post(page_of(administrator), {"username": "guan", "role": ""})
    desk.post(USERS, {"action": "deactivate", "_selected_action": [administrator.pk]})
    assert may(User.objects.get(pk=administrator.pk), Ability.ADMINISTER)


def test_an_administrator_cannot_make_or_change_a_superuser(desk):
    member, superuser = MemberFactory(role=Role.EDITOR), EditorFactory()
    desk.post(page_of(member), typed(member, role=Role.EDITOR, is_superuser="on"))
    assert not User.objects.get(pk=member.pk).is_superuser
    assert desk.post(page_of(superuser), typed(superuser, role="")).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[superuser.pk])
    assert desk.get(password).status_code == 403


def test_the_roles_say_what_they_bring(desk):
    page = desk.get(reverse("admin:auth_group_changelist")).content.decode()
    assert "Senior editor" in page
    assert str(Ability.MERGE.label) in page
    assert desk.get(reverse("admin:auth_group_add")).status_code == 403


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_users_are_for_administrators(client, role):
    member = MemberFactory(role=role)
    client.force_login(member)
    for name in ("auth_user_changelist", "auth_user_add", "auth_group_changelist"):
        assert client.get(reverse(f"admin:{name}")).status_code == 403
    assert USERS not in client.get("/admin/").content.decode()


def test_the_page_of_roles_is_headed_roles_in_both_languages(client):
    client.force_login(MemberFactory(role=Role.ADMINISTRATOR))
    for language, words in (("en", "<h1>Roles</h1>"), ("zh-CN", "<h1>角色</h1>")):
        page = client.get("/admin/auth/group/", headers={"accept-language": language})
        assert words in page.content.decode()
